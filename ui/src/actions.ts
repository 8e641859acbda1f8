/** What buttons and keys both do. */
import { theCase } from "./case.svelte";
import { host } from "./core/host";
import type { Role } from "./core/report";
import { failure } from "./core/words";

/** Lets the person pick files. With a role they join the case at once. */
export async function open(role?: Role): Promise<void> {
  try {
    const opened = await host.openFiles();
    if (!role) return theCase.receive(opened);
    theCase.add(opened.pastes, role);
    if (opened.refused.length) theCase.failure = opened.refused.map((refusal) => refusal.says).join(" ");
  } catch (thrown) {
    theCase.failure = failure(thrown);
  }
}

/** Opens a sample. */
export async function openSample(id: string): Promise<void> {
  try {
    theCase.load(await host.sample(id));
  } catch (thrown) {
    theCase.failure = failure(thrown);
  }
}

/** Puts the report into the clipboard, for a ticket. */
export function copyMarkdown(): void {
  const { markdown } = theCase;
  if (!markdown) {
    theCase.notice = "There is no report to copy yet.";
    return;
  }
  if (!copy(markdown)) {
    theCase.failure = "The clipboard could not be written.";
    return;
  }
  theCase.notice = "Copied as Markdown.";
}

/** Saves the report where the person says. */
export async function saveMarkdown(): Promise<void> {
  try {
    const where = await host.saveText("ssoscope-report.md", theCase.markdown ?? (await host.markdown()));
    if (where) theCase.notice = `Saved as ${where}.`;
  } catch (thrown) {
    theCase.failure = failure(thrown);
  }
}

/** Answers the copy event of the page itself: it works while a key or button is down, in every webview. */
function copy(text: string): boolean {
  let done = false;
  const answer = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener("copy", answer, { capture: true, once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", answer, { capture: true });
  return done;
}
