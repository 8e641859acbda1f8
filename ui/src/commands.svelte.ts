/** Everything that can be done to the whole window, once: buttons, keys, the palette and the list of keys draw from it. */
import { copyForTicket, learnPlaybook, newCase, open, openPlaybook, saveCase, savePlaybook } from "./actions";
import { theCase } from "./case.svelte";
import { book } from "./playbook.svelte";
import { selection } from "./selection.svelte";
import { shell } from "./shell.svelte";
import { themes } from "./theme.svelte";

/** One thing that can be done. */
export type Command = {
  /** What it is called. */
  title: string;
  /** Its key, as people write it. */
  keys?: string;
  /** Whether it can be done now. */
  when?: () => boolean;
  run: () => void;
};

const hasReport = () => theCase.report !== null;
const hasCase = () => theCase.pastes.length > 0;

export const COMMANDS: readonly Command[] = [
  { title: "Find a command, a message or a check", keys: "Ctrl+K", run: () => shell.show("palette") },
  { title: "Open files", keys: "Ctrl+O", run: () => void open() },
  { title: "Copy for a ticket", keys: "Ctrl+Shift+C", when: hasReport, run: copyForTicket },
  { title: "Hand over: see what it contains, hide values, save", keys: "Ctrl+Shift+S", when: hasReport, run: () => shell.show("hand-over") },
  { title: "Save the case", keys: "Ctrl+S", when: hasCase, run: () => void saveCase(false) },
  { title: "Save the case with its keys and secrets", when: hasCase, run: () => void saveCase(true) },
  { title: "Start a new case", keys: "Ctrl+Shift+N", when: hasCase, run: newCase },
  { title: "Show the message", keys: "Ctrl+1", when: hasReport, run: () => shell.turnTo("message") },
  { title: "Show what is expected", keys: "Ctrl+2", when: hasReport, run: () => shell.turnTo("expected") },
  { title: "Show the playbook", keys: "Ctrl+3", when: () => hasReport() || book.open, run: () => shell.turnTo("playbook") },
  { title: "Open a playbook", run: () => void openPlaybook() },
  { title: "Save the playbook", when: () => book.open, run: () => void savePlaybook() },
  { title: "Run the cases of the playbook", keys: "Ctrl+Enter", when: () => book.open, run: () => void book.check(true) },
  { title: "Write a playbook from this sign-in", when: hasReport, run: () => void learnPlaybook() },
  { title: "Search in the message", keys: "Ctrl+F", when: hasReport, run: () => shell.search() },
  { title: "Larger", keys: "Ctrl++", run: () => shell.zoom(1) },
  { title: "Smaller", keys: "Ctrl+-", run: () => shell.zoom(-1) },
  { title: "As large as it was", keys: "Ctrl+0", run: () => shell.zoom(0) },
  { title: "Change the colours: as the system, light, dark", run: () => themes.next() },
  { title: "Let go of what is selected", keys: "Esc", when: () => selection.span !== null, run: () => selection.release() },
  { title: "Show the keys", keys: "?", run: () => shell.show("keys") },
];

/** The command that a key means, if it can be done now. */
export function meant(event: KeyboardEvent): Command | undefined {
  const pressed = written(event);
  return COMMANDS.find((command) => command.keys === pressed && (command.when?.() ?? true));
}

/** A key as people write it: "Ctrl+Shift+C". */
function written(event: KeyboardEvent): string {
  const control = event.ctrlKey || event.metaKey;
  if (event.key === "Escape") return "Esc";
  if (!control) return event.key;
  const key = event.key === "=" ? "+" : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return `Ctrl+${event.shiftKey && key !== "+" ? "Shift+" : ""}${key}`;
}
