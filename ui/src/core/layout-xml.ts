/** Where line breaks go into XML so that it can be read: between tags, and before the attributes of a long tag. */
import { Layout, type Insert } from "./layout";

const LONG_TAG = 96;
const INDENT = "  ";

/** XML laid out for reading. */
export function layOutXml(text: string): Layout {
  return Layout.of(text, [...breaks(text)]);
}

function* breaks(text: string): Generator<Insert> {
  let depth = 0;
  let endOfLast = -1;
  let lastOpened = false;
  for (const { kind, start, end, attributes } of markup(text)) {
    if (kind === "close") depth = Math.max(0, depth - 1);
    if (start === endOfLast && !(kind === "close" && lastOpened)) yield { at: start, space: line(depth) };
    if (end - start > LONG_TAG) for (const at of attributes) yield { at, space: line(depth + 1) };
    if (kind === "open") depth += 1;
    endOfLast = end;
    lastOpened = kind === "open";
  }
}

function line(depth: number): string {
  return `\n${INDENT.repeat(Math.min(depth, 40))}`;
}

/** A tag, or a comment, CDATA section or instruction. */
type Markup = { kind: "open" | "close" | "empty" | "other"; start: number; end: number; attributes: number[] };

const ENCLOSED = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;

/** What stands between `<` and `>`, in order; ends early where something is never closed. Reads each sign once. */
function* markup(text: string): Generator<Markup> {
  for (let start = text.indexOf("<"); start >= 0; ) {
    const found = enclosed(text, start) ?? tag(text, start);
    if (found.end < 0) return;
    if (found.kind !== "broken") yield { ...found, kind: found.kind, start };
    start = text.indexOf("<", found.end);
  }
}

type Found = { kind: Markup["kind"] | "broken"; end: number; attributes: number[] };

function enclosed(text: string, start: number): Found | null {
  const signs = ENCLOSED.find(([opening]) => text.startsWith(opening, start));
  if (!signs) return null;
  const end = text.indexOf(signs[1], start + signs[0].length);
  return { kind: "other", end: end < 0 ? -1 : end + signs[1].length, attributes: [] };
}

/** A tag; quoted values may hold a `>`. One that another `<` cuts short is broken and ends there. */
function tag(text: string, start: number): Found {
  const attributes: number[] = [];
  for (let at = start + 1; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"' || sign === "'") {
      at = text.indexOf(sign, at + 1);
      if (at < 0) break;
    } else if (sign === "<") return { kind: "broken", end: at, attributes };
    else if (sign === ">") return { kind: kindOf(text, start, at), end: at + 1, attributes };
    else if (sign === " " && /[\w:]/.test(text[at + 1] ?? "")) attributes.push(at);
  }
  return { kind: "broken", end: -1, attributes };
}

function kindOf(text: string, start: number, close: number): Markup["kind"] {
  if (text[start + 1] === "/") return "close";
  if (text[start + 1] === "!") return "other";
  return text[close - 1] === "/" ? "empty" : "open";
}
