/** What the keyboard does everywhere in the window. */
import { copyMarkdown, open } from "./actions";
import { theCase } from "./case.svelte";
import { selection } from "./selection.svelte";

/** The keys and what they do, as the `?` dialog lists them. */
export const KEYS: readonly [string, string][] = [
  ["Ctrl+V", "Examine the clipboard (outside a field)"],
  ["Ctrl+O", "Open files"],
  ["Ctrl+Shift+C", "Copy the report as Markdown"],
  ["Ctrl+Shift+N", "Start a new case"],
  ["F6, Shift+F6", "Go to the next or the previous pane"],
  ["↑ ↓", "Move in lists and menus"],
  ["Enter", "Open a check; in the message, select what is at the cursor"],
  ["Esc", "Close what is open, then let go of what is selected"],
  ["← →", "On the bar between the panes: move it"],
  ["?", "This list"],
];

export class Shortcuts {
  /** Whether the list of keys is open. */
  shown = $state(false);

  keydown = (event: KeyboardEvent): void => {
    const does = this.shown || event.defaultPrevented ? undefined : this.meaning(event);
    if (!does) return;
    event.preventDefault();
    does();
  };

  private meaning(event: KeyboardEvent): (() => void) | undefined {
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (event.key === "F6") return () => nextPane(event.shiftKey ? -1 : 1);
    if (control && event.shiftKey && key === "c") return copyMarkdown;
    if (control && event.shiftKey && key === "n") return () => theCase.clear();
    if (control && !event.shiftKey && key === "o") return () => void open();
    if (event.key === "Escape" && selection.span) return () => selection.release();
    if (event.key === "?" && !inField(event.target)) return () => (this.shown = true);
    return undefined;
  }
}

function inField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, [data-editor]") !== null;
}

/** Panes are marked with `data-pane`; each takes the focus itself. */
function nextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")];
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const from = here < 0 && step < 0 ? 0 : here;
  panes[(from + step + panes.length) % panes.length]?.focus();
}
