/** What buttons and keys both do. */
import { theCase } from "./case.svelte";
import { host, type Given, type Opened } from "./core/host";
import type { Role } from "./core/report";
import { ticket } from "./core/ticket";
import { failure } from "./core/words";
import { layOut } from "./paper";
import { UNNAMED, book } from "./playbook.svelte";

/** Says what went wrong, where something does. */
async function saying(doing: () => Promise<void>): Promise<void> {
  try {
    await doing();
  } catch (thrown) {
    theCase.failure = failure(thrown);
  }
}

/** Lets the person pick files. With a role they join the case at once. */
export const open = (role?: Role): Promise<void> => saying(async () => take(await host.openFiles(), role));

/** Opens a file of the list of those that were opened before. */
export const openRecent = (place: number): Promise<void> => saying(async () => receive(await host.openRecent(place)));

/** Takes files that were opened or dropped; a playbook among them is opened as one. */
export function receive(opened: Opened): void {
  const { playbook, ...others } = opened;
  if (opened.case) return begin(opened.case);
  if (!playbook) return theCase.receive(opened);
  theCase.receive({ ...others, pastes: [] });
  book.leave(() => {
    book.take(playbook);
    theCase.vouch(others.pastes);
  });
}

/** Puts a case on the table in place of everything, with the playbook that it is judged by. */
export function begin(given: Given): void {
  // a start that names nothing changes nothing that was opened meanwhile
  if (!given.pastes.length && !given.playbook) return;
  const captured = given.pastes.some(({ role }) => role === "capture");
  if (!captured && given.playbook) return receive({ pastes: given.pastes, refused: [], playbook: { book: given.book ?? null, name: UNNAMED, text: given.playbook } });
  theCase.load(given);
  book.follow(given);
}

/** Clears the table. */
export const newCase = (): void =>
  book.leave(() => {
    theCase.clear();
    book.close();
  });

/** Lets the person pick a playbook. */
export const openPlaybook = (): Promise<void> =>
  saying(async () => {
    const opened = await host.openPlaybook();
    if (opened) receive(opened);
  });

/** Saves the playbook where it lies, or where the person says. */
export const savePlaybook = (elsewhere = false): Promise<void> => saying(async () => void (await book.save(elsewhere)));

/** Writes a playbook from the sign-in on the table. */
export const learnPlaybook = (): Promise<void> =>
  saying(async () => {
    const text = await host.learnPlaybook(theCase.given());
    book.leave(() => book.draft(text));
  });

/** Puts a case of the playbook on the table. */
export const openPlanned = (number: number): Promise<void> =>
  saying(async () => theCase.load(await host.playbookCase(book.text ?? "", book.book, number, theCase.given())));

function take(opened: Opened, role?: Role): void {
  if (!role) return receive(opened);
  theCase.add(opened.pastes, role);
  if (opened.refused.length) theCase.failure = opened.refused.map((refusal) => refusal.says).join(" ");
}

/** Lets the person pick private keys and client secrets. */
export const openKeys = (): Promise<void> => saying(async () => theCase.lend(await host.openKeys()));

/** Opens a sample. */
export const openSample = (id: string): Promise<void> => saying(async () => begin(await host.sample(id)));

/** Saves the case where the person says; its keys only where they are asked for. */
export const saveCase = (secrets: boolean): Promise<void> => saving(() => host.saveCase(theCase.given(), secrets));

/** Saves a text where the person says. */
export const saveText = (name: string, text: string): Promise<void> => saving(() => host.saveText(name, text));

/** Saves a picture where the person says; its bytes in base64. */
export const savePicture = (name: string, base64: string): Promise<void> => saving(() => host.savePicture(name, base64));

function saving(save: () => Promise<string | null>): Promise<void> {
  return saying(async () => {
    const where = await save();
    if (where) theCase.notice = `Saved as ${where}.`;
  });
}

/** Lays a page out on paper, which the screen does not show, and asks how it is to be printed. */
export const printed = (page: () => Promise<string>): Promise<void> =>
  saying(async () => {
    await layOut(await page());
    await host.print();
  });

/** Puts the report into the clipboard, as Markdown and as rich text: the ticket takes what it can show. */
export function copyForTicket(): void {
  const { markdown, report } = theCase;
  if (!markdown || !report) {
    theCase.notice = "There is no report to copy yet.";
    return;
  }
  copy(markdown, ticket(report), "Copied for a ticket: as Markdown and as rich text.");
}

/** Puts a text into the clipboard, and a rich one beside it. */
export function copy(text: string, html: string | null, says: string): void {
  if (written(text, html)) theCase.notice = says;
  else theCase.failure = "The clipboard could not be written.";
}

/** Answers the copy event of the page itself: it works while a key or button is down, in every webview. */
function written(text: string, html: string | null): boolean {
  let done = false;
  const answer = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    if (html) event.clipboardData?.setData("text/html", html);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener("copy", answer, { capture: true, once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", answer, { capture: true });
  return done;
}
