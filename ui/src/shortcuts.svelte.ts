/** What the keyboard does everywhere in the window. */
import { COMMANDS, meant } from "./commands.svelte";
import { shell } from "./shell.svelte";

/** The keys that belong to a place and not to the whole window, as the `?` dialog lists them. */
const ELSEWHERE: readonly [string, string][] = [
  ["Ctrl+V", "Examine the clipboard (outside a field)"],
  ["F6, Shift+F6", "Go to the next or the previous pane"],
  ["↑ ↓", "Move in lists, menus and pictures"],
  ["Enter", "Open a check; in the message, select what is at the cursor"],
  ["Ctrl+Shift+[ and ]", "In the message: fold and unfold"],
  ["← →", "On the bar between the panes: move it"],
];

/** All keys and what they do. */
export const KEYS: readonly [string, string][] = [...ELSEWHERE, ...COMMANDS.flatMap(({ keys, title }): [string, string][] => (keys ? [[keys, title]] : []))];

export function keydown(event: KeyboardEvent): void {
  if (shell.shown || event.defaultPrevented) return;
  const does = event.key === "F6" ? () => nextPane(event.shiftKey ? -1 : 1) : command(event);
  if (!does) return;
  event.preventDefault();
  does();
}

function command(event: KeyboardEvent): (() => void) | undefined {
  if (event.key === "?" && inField(event.target)) return undefined;
  return meant(event)?.run;
}

function inField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, [data-editor]") !== null;
}

/** Panes are marked with `data-pane`; each takes the focus itself. */
function nextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")];
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const from = here < 0 && step < 0 ? 0 : here;
  panes[(from + step + panes.length) % panes.length]?.focus();
}
