/** What every CodeMirror surface here has in common. Knows text and ranges, no protocol. */
import { json } from "@codemirror/lang-json";
import { xml } from "@codemirror/lang-xml";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Lines end at LF only: a CR stays a character, and positions stay indices into the text. */
export const LINES_END_WITH_LF: Extension = EditorState.lineSeparator.of("\n");

/** The colours of the grammar. Restrained on purpose: what is lit must stand out, not the grammar. */
export const signs = HighlightStyle.define([
  { tag: [tags.tagName, tags.propertyName], class: "sign-name" },
  { tag: tags.attributeName, class: "sign-attribute" },
  { tag: [tags.attributeValue, tags.string], class: "sign-value" },
  { tag: [tags.number, tags.bool, tags.null], class: "sign-literal" },
  { tag: [tags.angleBracket, tags.bracket, tags.separator, tags.definitionOperator, tags.punctuation], class: "sign-mark" },
  { tag: [tags.comment, tags.processingInstruction, tags.documentMeta], class: "sign-aside" },
]);

/** Every state needs these, the first one too: without the nonce the editor's styles are refused. */
export function base(label: string): Extension {
  return [nonce(), LINES_END_WITH_LF, replacesItself, EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" })];
}

/** WebKit keeps the look of a selection that is typed over in an inline style, which the page's policy refuses: so the editor
    replaces it and not the webview. */
const replacesItself = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const typesOver = event.inputType === "insertText" && event.data !== null && !view.state.selection.main.empty;
    if (!typesOver || view.state.readOnly || view.composing) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data ?? ""), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

/** The grammar to colour by. */
export function grammar(language: "xml" | "json" | null): Extension {
  if (!language) return [];
  return [language === "xml" ? xml({ autoCloseTags: false }) : json(), syntaxHighlighting(signs)];
}

/** The nonce that Tauri wrote on the `<style>` of index.html; there is none outside of it. */
function nonce(): Extension {
  const written = document.querySelector<HTMLStyleElement>("style[nonce]")?.nonce;
  return written ? EditorView.cspNonce.of(written) : [];
}
