/** The playbook that is open: its text, where it lies, what was said of it, and what its cases came to. */
import { theCase } from "./case.svelte";
import { host, type Given, type OpenedBook, type Tried } from "./core/host";
import { Offsets } from "./core/offsets";
import type { Fault, Finding, Offer, Remark } from "./core/report";
import { failure } from "./core/words";
import { shell } from "./shell.svelte";

/** A change that a person is shown before it is made: what it is, and the text as it would be. */
export type Change = { says: string; text: string };

/** What waits for a word on changes that were not saved. */
export type Leaving = { then: () => void };

/** Something that is said of the text, at its place. */
export type Said = { severity: "error" | "warning" | "info"; says: string; line: number | null; from: number; to: number };

const TYPING_PAUSE_MS = 350;
/** What a playbook is called that has no file yet. */
export const UNNAMED = "playbook.toml";
const EMPTY = 'schema = "ssoscope-playbook/1"\n\n[integration]\nname = ""\n';

class Book {
  text = $state<string | null>(null);
  name = $state(UNNAMED);
  /** By which number the program knows where it lies; a new one lies nowhere. */
  book = $state<number | null>(null);
  /** What came of its text, and of its cases once they were run. */
  tried = $state.raw<Tried | null>(null);
  /** Whether the cases were run on the text as it is. */
  ran = $state(false);
  busy = $state(false);
  /** Values that the sign-in on the table shows otherwise. */
  offers = $state.raw<Offer[]>([]);
  /** A change that is shown and waits for a word. */
  change = $state.raw<Change | null>(null);
  leaving = $state.raw<Leaving | null>(null);

  private saved = $state<string | null>(null);
  private pause: ReturnType<typeof setTimeout> | undefined;

  readonly open = $derived(this.text !== null);
  readonly unsaved = $derived(this.text !== null && this.text !== this.saved);
  /** Whether the sign-in on the table is judged by this text. */
  readonly judges = $derived(this.text !== null && theCase.lent.playbook === this.text);
  readonly said = $derived(saidOf(this.text ?? "", this.tried));

  /** Takes up a playbook that was opened. */
  take({ text, name, book }: OpenedBook): void {
    [this.name, this.book, this.saved] = [name, book, text];
    this.begin(text);
  }

  /** Takes up a text that lies nowhere yet. */
  draft(text: string): void {
    [this.name, this.book, this.saved] = [UNNAMED, null, null];
    this.begin(text);
  }

  /** Goes along with a case that was put on the table: its playbook is the one, unless changes of another wait to be saved. */
  follow({ playbook, book }: Given): void {
    if (this.unsaved) return;
    if (!playbook) return this.forget();
    [this.text, this.saved, this.name, this.book] = [playbook, playbook, UNNAMED, book ?? null];
    [this.tried, this.ran, this.offers] = [null, false, []];
    void this.check(false);
  }

  empty(): void {
    this.draft(EMPTY);
  }

  edit(text: string): void {
    this.text = text;
    this.ran = false;
    theCase.setPlaybook(text);
    this.checkSoon();
  }

  close(): void {
    this.forget();
    theCase.setPlaybook("");
  }

  /** Goes on at once, or asks first where changes were not saved. */
  leave(then: () => void): void {
    if (this.unsaved) this.leaving = { then };
    else then();
  }

  /** Saves it; whether it was. */
  async save(elsewhere = false): Promise<boolean> {
    if (this.text === null) return false;
    const kept = await host.savePlaybook(this.text, elsewhere ? null : this.book);
    if (!kept) return false;
    [this.name, this.book, this.saved] = [kept.name, kept.book, kept.text];
    theCase.notice = `Saved as ${kept.name}.`;
    this.checkSoon();
    return true;
  }

  /** Tries the text, and its cases where they are to be run. */
  async check(cases: boolean): Promise<void> {
    const { text } = this;
    clearTimeout(this.pause);
    if (text === null) return;
    this.busy = cases;
    try {
      const tried = await host.checkPlaybook(text, this.book, cases, theCase.given());
      if (text !== this.text) return;
      [this.tried, this.ran] = [tried, cases && tried.report !== null];
    } catch (thrown) {
      theCase.failure = failure(thrown);
    } finally {
      this.busy = false;
    }
  }

  /** Asks again in what the sign-in on the table differs. */
  async compare(): Promise<void> {
    const { text } = this;
    if (text === null || !theCase.report) return void (this.offers = []);
    const offers = await host.differingValues(text, theCase.given()).catch(() => []); // without them there is less to take, and nothing wrong
    if (text === this.text) this.offers = offers;
  }

  /** The value that a finding shows and that could be taken in. */
  offerFor({ observed }: Finding): Offer | undefined {
    return this.judges && observed ? this.offers.find(({ value }) => value === observed) : undefined;
  }

  /** Shows what taking values in would change. */
  async propose(says: string, values: readonly [string, string][]): Promise<void> {
    if (this.text === null) return;
    try {
      this.change = { says, text: await host.acceptValues(this.text, values) };
    } catch (thrown) {
      theCase.failure = failure(thrown);
    }
  }

  /** Shows what the form would write into it. */
  proposeForm(): Promise<void> {
    const { expect } = theCase;
    return this.propose(expect.length === 1 ? "The value of the form" : `The ${expect.length} values of the form`, expect);
  }

  /** Makes the change that is shown. */
  accept(): void {
    const { change } = this;
    this.change = null;
    if (change) this.edit(change.text);
  }

  private forget(): void {
    clearTimeout(this.pause);
    [this.text, this.saved, this.book, this.tried, this.ran, this.offers] = [null, null, null, null, false, []];
    if (shell.side === "playbook") shell.turnTo("message");
  }

  private begin(text: string): void {
    [this.text, this.tried, this.ran, this.offers] = [text, null, false, []];
    theCase.setPlaybook(text);
    shell.turnTo("playbook");
    void this.check(false);
  }

  private checkSoon(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.check(false), TYPING_PAUSE_MS);
  }
}

const WEIGHT = { error: "error", warning: "warning", note: "info" } as const;

/** Faults and remarks, each at its place in the text. */
function saidOf(text: string, tried: Tried | null): Said[] {
  const offsets = new Offsets(text);
  const placed = ({ says, at }: Fault | Remark, severity: Said["severity"]): Said => ({
    severity,
    says,
    line: at?.line ?? null,
    from: at ? offsets.toUnit(at.start) : 0,
    to: at ? offsets.toUnit(at.end) : 0,
  });
  const faults = (tried?.faults ?? []).map((fault) => placed(fault, "error"));
  return [...faults, ...(tried?.report?.remarks ?? []).map((remark) => placed(remark, WEIGHT[remark.severity]))];
}

export const book = new Book();
