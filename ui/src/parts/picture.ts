/** Takes a picture of a part of the page as it stands: one SVG with its lines, boxes and words, that needs no style sheet. */

const SVG = "http://www.w3.org/2000/svg";
/** What a drawn thing looks like, beyond its shape. */
const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "text-anchor", "font-size", "font-weight"] as const;
const FONT = "Inter, system-ui, sans-serif";
const CODE_FONT = "JetBrains Mono, ui-monospace, monospace";
/** Room around it. */
const MARGIN = 12;

/** The picture as text. */
export function asSvg(part: HTMLElement, title: string): string {
  const frame = part.getBoundingClientRect();
  const [width, height] = [Math.ceil(frame.width) + 2 * MARGIN, Math.ceil(frame.height) + 2 * MARGIN];
  const picture = made("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, role: "img" });
  picture.append(made("title", {}, title), made("rect", { width, height, fill: ground(part) }));
  const whole = made("g", { transform: `translate(${MARGIN} ${MARGIN})` });
  picture.append(whole);
  for (const element of part.querySelectorAll<HTMLElement | SVGElement>("*")) {
    if (isHidden(element)) continue;
    if (element instanceof SVGSVGElement) whole.append(drawing(element, frame));
    else if (!element.closest("svg")) whole.append(...box(element, frame), ...words(element, frame));
  }
  return new XMLSerializer().serializeToString(picture);
}

/** The picture as a PNG of twice its size, in base64. */
export async function asPng(part: HTMLElement, title: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asSvg(part, title))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
  const context = canvas.getContext("2d");
  context?.scale(2, 2);
  context?.drawImage(image, 0, 0);
  return canvas.toDataURL("image/png").split(",")[1] ?? "";
}

function made(name: string, attributes: Record<string, string | number>, text?: string): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (key !== "xmlns") element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

function isHidden(element: Element): boolean {
  return element.closest(".unseen, [data-not-drawn]") !== null || element.getClientRects().length === 0;
}

/** The ground that a part stands on. */
function ground(part: Element): string {
  for (let at: Element | null = part; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!isClear(backgroundColor)) return backgroundColor;
  }
  return "white";
}

const isClear = (colour: string) => colour === "transparent" || colour.endsWith(", 0)");

function drawing(svg: SVGSVGElement, frame: DOMRect): SVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const place = svg.getBoundingClientRect();
  const sources = [svg, ...svg.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [i, source] of sources.entries()) {
    const looks = getComputedStyle(source);
    for (const look of LOOKS) copies[i]?.setAttribute(look, looks.getPropertyValue(look));
    copies[i]?.removeAttribute("class");
    if (source.tagName === "text") copies[i]?.setAttribute("font-family", FONT);
  }
  for (const [key, value] of Object.entries({ x: place.left - frame.left, y: place.top - frame.top, width: place.width, height: place.height, overflow: "visible" })) {
    copy.setAttribute(key, String(value));
  }
  return copy;
}

function box(element: Element, frame: DOMRect): SVGElement[] {
  const looks = getComputedStyle(element);
  const border = parseFloat(looks.borderTopWidth) > 0 && parseFloat(looks.borderLeftWidth) > 0 ? looks.borderTopColor : "none";
  if (isClear(looks.backgroundColor) && border === "none") return [];
  const place = element.getBoundingClientRect();
  const fill = isClear(looks.backgroundColor) ? "none" : looks.backgroundColor;
  return [made("rect", { x: place.left - frame.left, y: place.top - frame.top, width: place.width, height: place.height, rx: parseFloat(looks.borderTopLeftRadius) || 0, fill, stroke: border })];
}

/** The words that stand in an element itself, line by line as they are broken on the page. */
function words(element: Element, frame: DOMRect): SVGElement[] {
  const looks = getComputedStyle(element);
  const lines: { top: number; bottom: number; left: number; text: string }[] = [];
  for (const node of element.childNodes) {
    if (node.nodeType !== Node.TEXT_NODE || !node.nodeValue?.trim()) continue;
    for (const match of node.nodeValue.matchAll(/\S+\s*/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].trimEnd().length);
      const place = range.getClientRects()[0];
      if (!place) continue;
      const last = lines.at(-1);
      if (last && Math.abs(last.top - place.top) < 3) last.text += match[0];
      else lines.push({ top: place.top, bottom: place.bottom, left: place.left, text: match[0] });
    }
  }
  const font = looks.fontFamily.includes("JetBrains") ? CODE_FONT : FONT;
  return lines.map(({ top, bottom, left, text }) =>
    made("text", { x: left - frame.left, y: bottom - frame.top - (bottom - top) * 0.24, fill: looks.color, "font-size": looks.fontSize, "font-weight": looks.fontWeight, "font-family": font }, text.trimEnd()),
  );
}
