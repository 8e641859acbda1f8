/** Ctrl+V anywhere outside a field examines what is in the clipboard. */

const FIELD = "input, textarea, [data-editor]";

/** Listens on the window. A field of its own takes the paste, as some webviews offer none to a page without one. */
export function pasteAnywhere(pasted: (text: string) => void): (window: Window) => () => void {
  return (window) => {
    const catcher = catchingField(window.document);
    const inField = (target: EventTarget | null) => target instanceof Element && target !== catcher && target.closest(FIELD) !== null;

    let before: Element | null = null;

    const keydown = (event: KeyboardEvent) => {
      const pastes = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "v";
      if (!pastes || inField(event.target)) return;
      before = window.document.activeElement;
      catcher.focus();
    };
    const paste = (event: ClipboardEvent) => {
      if (inField(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      catcher.blur();
      if (before instanceof HTMLElement && before !== catcher) before.focus({ preventScroll: true });
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text) pasted(text);
    };

    window.addEventListener("keydown", keydown, true);
    window.addEventListener("paste", paste, true);
    return () => {
      window.removeEventListener("keydown", keydown, true);
      window.removeEventListener("paste", paste, true);
      catcher.remove();
    };
  };
}

function catchingField(document: Document): HTMLTextAreaElement {
  const field = document.createElement("textarea");
  field.className = "unseen catcher";
  field.tabIndex = -1;
  field.setAttribute("aria-hidden", "true");
  document.body.append(field);
  return field;
}
