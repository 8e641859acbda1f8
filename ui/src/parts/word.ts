/** The word that a place of a text belongs to: an element, an attribute, a member. Knows grammars, no protocol. */
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import { hoverTooltip, type EditorView } from "@codemirror/view";

/** A word, where it stands, and the element around it. */
export type WordAt = { language: "xml" | "json"; name: string; attribute: boolean; inside: string | null; from: number; to: number };

/** What is said of a word. */
export type Told = { name: string; says: string; spec: string };

const PARSING_MS = 80;

/** The innermost word at a place: the name there, or the one whose value is there. */
export function wordAt(state: EditorState, at: number, language: "xml" | "json"): WordAt | null {
  const tree = ensureSyntaxTree(state, Math.min(at + 1, state.doc.length), PARSING_MS) ?? syntaxTree(state);
  const text = (node: { from: number; to: number }) => state.sliceDoc(node.from, node.to);
  const innermost = tree.resolveInner(at, 1);
  for (let node: typeof innermost | null = innermost; node; node = node.parent) {
    if (node.name === "Property") {
      const name = node.getChild("PropertyName");
      return name && { language, name: text(name).slice(1, -1), attribute: false, inside: null, from: name.from, to: name.to };
    }
    if (node.name === "Attribute") {
      const name = node.getChild("AttributeName");
      const tag = node.parent?.getChild("TagName");
      return name && { language, name: text(name), attribute: true, inside: tag ? text(tag) : null, from: name.from, to: name.to };
    }
    if (node.name === "Element") {
      const tag = (node.getChild("OpenTag") ?? node.getChild("SelfClosingTag"))?.getChild("TagName");
      return tag ? { language, name: text(tag), attribute: false, inside: null, from: tag.from, to: tag.to } : null;
    }
  }
  return null;
}

/** Explains names and values under the pointer. */
export function explaining(language: "xml" | "json" | null, explain: (word: WordAt) => Told | null) {
  return hoverTooltip((view: EditorView, at: number) => {
    const word = language && wordAt(view.state, at, language);
    const told = word && explain(word);
    return told ? { pos: at, above: true, create: () => ({ dom: bubble(told) }) } : null;
  });
}

function bubble({ name, says, spec }: Told): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "told";
  for (const [tag, text] of [["strong", name], ["p", says], ["small", spec]] as const) {
    const line = document.createElement(tag);
    line.textContent = text;
    dom.append(line);
  }
  return dom;
}
