/** What is printed: the page that is handed over, in the place of the window, with a style of its own. */

/** Lays a page out on paper, in place of the one before. Its folds are open: nobody can open them on paper. */
export async function layOut(page: string): Promise<void> {
  const { head, body } = new DOMParser().parseFromString(page, "text/html");
  const style = new CSSStyleSheet();
  style.replaceSync(head.querySelector("style")?.textContent ?? "");
  for (const fold of body.querySelectorAll("details")) fold.open = true;
  const paper = sheet();
  paper.adoptedStyleSheets = [style];
  paper.replaceChildren(body);
  await document.fonts.ready;
}

/** In a shadow, where neither style reaches the other. */
function sheet(): ShadowRoot {
  const there = document.querySelector<HTMLElement>("body > .paper")?.shadowRoot;
  if (there) return there;
  const paper = document.createElement("div");
  paper.className = "paper";
  document.body.append(paper);
  return paper.attachShadow({ mode: "open" });
}
