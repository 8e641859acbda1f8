/** The case on the table: what was given, and the report that came of it. */
import { tick } from "svelte";
import { places } from "./core/places";
import { secretLayers } from "./core/secret";
import { host, type Explained, type Given, type Lent, type Opened, type Paste, type Progress, type Refusal } from "./core/host";
import type { Report, Role } from "./core/report";
import { failure } from "./core/words";
import { painted } from "./parts/painted";
import { selection } from "./selection.svelte";

/** A paste with a key of its own, so that two of the same name are two. */
export type Kept = Paste & { key: number };

const TYPING_PAUSE_MS = 350;
/** How long what was there before stays in sight, while a first report is made: what comes at once needs no word of waiting. */
const AT_ONCE_MS = 150;

class Case {
  pastes = $state.raw<Kept[]>([]);
  expect = $state.raw<[string, string][]>([]);
  at = $state<string | null>(null);
  skew = $state<string | null>(null);
  lent = $state.raw<Lent>({});

  report = $state.raw<Report | null>(null);
  /** The report as Markdown, fetched ahead: a clipboard may be written only while a key or button is down. */
  markdown = $state.raw<string | null>(null);
  busy = $state(false);
  /** Whether the examination takes longer than a moment: only then is it told of, as each word of waiting costs a frame. */
  late = $state(false);
  /** How far long work is. */
  progress = $state.raw<Progress | null>(null);
  failure = $state<string | null>(null);
  /** A word to the person that needs no answer. */
  notice = $state<string | null>(null);
  /** The paste that is open for editing. */
  editing = $state<number | null>(null);
  /** Files that were dropped on a case and wait for a word on what they are. */
  waiting = $state.raw<Paste[]>([]);
  /** What files that are dropped now are meant as, where a field is open for them. */
  wanting = $state<Role | null>(null);

  /** Files that a playbook names and vouches for, while there is no sign-in to judge by it. */
  private papers: readonly Paste[] = [];

  /** A first report is on its way, and is expected at once. */
  private coming = $state(false);
  /** What is given and told of: not yet what is on its way to be answered at once. */
  readonly onTable = $derived(this.coming && !this.report ? [] : this.pastes);

  /** Whether the report is not to be seen yet: somebody practises. */
  hides = $state(false);

  /** Layers with a private key in them, whose bytes are not shown. */
  readonly secret = $derived(secretLayers(this.report?.layers ?? []));
  readonly places = $derived(this.report ? places(this.report) : []);
  /** Keys that want their password before they are used. */
  readonly locked = $derived((this.lent.keys ?? []).filter((key) => key.locked));

  private nextKey = 1;
  private again = false;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private layers = new Map<number, Promise<Uint8Array>>();
  private explained = new Map<string, Promise<Explained>>();

  /** Examines what was pasted in place of what was examined before; what is vouched for stays. */
  replace(pastes: readonly Paste[]): void {
    if (pastes.length === 0) return;
    this.coming = this.pastes.length === 0;
    const kept = this.pastes.filter((paste) => paste.role === "support");
    this.pastes = [...this.keep(pastes), ...kept, ...this.keep(this.papers)];
    this.papers = [];
    this.editing = null;
    if (kept.length) this.notice = `Still vouched for: ${kept.map((paste) => paste.name).join(", ")}.`;
    void this.examine();
  }

  /** Adds to what is there. */
  add(pastes: readonly Paste[], role?: Role): void {
    if (pastes.length === 0) return;
    this.pastes = [...this.pastes, ...this.keep(role ? pastes.map((paste) => ({ ...paste, role })) : pastes)];
    void this.examine();
  }

  /** Opens a sample, or what the command line named, in place of everything. */
  load(given: Given): void {
    if (given.pastes.length === 0) return;
    this.coming = this.pastes.length === 0;
    this.clear();
    [this.pastes, this.expect, this.at, this.skew] = [this.keep(given.pastes), given.expect, given.at, given.skew];
    this.lent = lent(given);
    if (given.left_out?.length) this.notice = `Left out when it was saved: ${given.left_out.join(", ")}.`;
    void this.examine();
  }

  /** All that the report is made from. */
  given(): Given {
    const pastes = this.pastes.map(({ key: _key, ...paste }): Paste => paste);
    return { pastes, expect: this.expect, at: this.at, skew: this.skew, ...this.lent };
  }

  /** Takes files that were opened or dropped: as the case itself, or, beside a case, to be asked about. */
  receive(opened: Opened): void {
    this.progress = null;
    if (opened.refused.length) this.failure = opened.refused.map((refusal) => refusal.says).join(" ");
    if (opened.case) return this.load(opened.case);
    if (opened.pastes.length === 0) return;
    if (this.wanting) this.add(opened.pastes, this.wanting);
    else if (this.pastes.length) this.waiting = [...this.waiting, ...opened.pastes];
    else this.replace(opened.pastes);
  }

  remove(key: number): void {
    this.pastes = this.pastes.filter((paste) => paste.key !== key);
    if (this.editing === key) this.editing = null;
    if (this.pastes.length) void this.examine();
    else this.clear();
  }

  turnRole(key: number): void {
    const turned = (role: Role): Role => (role === "capture" ? "support" : "capture");
    this.pastes = this.pastes.map((paste) => (paste.key === key ? { ...paste, role: turned(paste.role) } : paste));
    void this.examine();
  }

  rename(key: number, name: string): void {
    this.pastes = this.pastes.map((paste) => (paste.key === key ? { ...paste, name } : paste));
    void this.examine();
  }

  /** Lends private keys and client secrets, which the program holds. */
  lend(keys: readonly Paste[]): void {
    if (keys.length === 0) return;
    this.lent = { ...this.lent, keys: [...(this.lent.keys ?? []), ...keys] };
    void this.examine();
  }

  /** Takes a key back. */
  takeBack(key: Paste): void {
    this.lent = { ...this.lent, keys: (this.lent.keys ?? []).filter((known) => known !== key) };
    void this.examine();
  }

  /** A password opened a key: it counts from now on. */
  unlocked(key: Paste): void {
    this.lent = { ...this.lent, keys: (this.lent.keys ?? []).map((known) => (known === key ? { ...key, locked: false } : known)) };
    void this.examine();
  }

  /** Takes the files that a playbook names in place of those of the same names; where there is no sign-in yet they wait for it. */
  vouch(papers: readonly Paste[]): void {
    const names = new Set(papers.map(({ name }) => name));
    const others = this.pastes.filter(({ name, role }) => role === "capture" || !names.has(name));
    if (others.some(({ role }) => role === "capture")) {
      this.pastes = [...others, ...this.keep(papers.map((paper) => ({ ...paper, role: "support" })))];
      void this.examine();
    } else this.papers = papers;
  }

  /** Takes the text of a playbook; examined when the typing pauses. */
  setPlaybook(text: string): void {
    this.lent = { ...this.lent, playbook: text.trim() ? text : null };
    this.examineSoon();
  }

  /** Takes an edited text; examined when the typing pauses. */
  edit(key: number, text: string): void {
    this.pastes = this.pastes.map((paste) => (paste.key === key ? { name: paste.name, role: paste.role, key, text } : paste));
    this.examineSoon();
  }

  /** Starts a case by typing. */
  type(text: string): void {
    this.pastes = this.keep([{ name: "typed", text, role: "capture" }]);
    this.editing = this.pastes[0]?.key ?? null;
    this.examineSoon();
  }

  /** Sets what is expected; where the key is there already it keeps its place, so that a list does not jump while it is typed in. */
  tell(key: string, value: string): void {
    const known = this.expect.some(([other]) => other === key);
    this.expect = known ? this.expect.map((pair) => (pair[0] === key ? [key, value] : pair)) : [...this.expect, [key, value]];
    void this.examine();
  }

  forget(key: string): void {
    this.expect = this.expect.filter(([known]) => known !== key);
    void this.examine();
  }

  judgeAt(at: string | null, skew: string | null): void {
    [this.at, this.skew] = [at, skew];
    void this.examine();
  }

  /** The report may be seen. */
  reveal(): void {
    this.hides = false;
    if (this.report) selection.begin(this.report, false);
  }

  clear(): void {
    clearTimeout(this.pause);
    [this.pastes, this.expect, this.waiting, this.papers] = [[], [], [], []];
    [this.at, this.skew, this.editing] = [null, null, null];
    this.lent = {};
    [this.report, this.markdown] = [null, null];
    [this.failure, this.notice] = [null, null];
    selection.clear();
  }

  /** The bytes of a layer of the present report. */
  bytes(layer: number): Promise<Uint8Array> {
    const known = this.layers.get(layer) ?? host.layerBytes(layer).then((bytes) => new Uint8Array(bytes));
    this.layers.set(layer, known);
    return known;
  }

  explain(id: string): Promise<Explained> {
    const known = this.explained.get(id) ?? host.explain(id);
    this.explained.set(id, known);
    return known;
  }

  private keep(pastes: readonly Paste[]): Kept[] {
    return pastes.map((paste) => ({ ...paste, key: this.nextKey++ }));
  }

  private examineSoon(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.examine(), TYPING_PAUSE_MS);
  }

  /** One examination at a time; what changed meanwhile is examined next, so the latest wins. */
  async examine(): Promise<void> {
    clearTimeout(this.pause);
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    const late = setTimeout(() => ([this.coming, this.late] = [false, true]), AT_ONCE_MS);
    do {
      this.again = false;
      await this.examineOnce();
    } while (this.again);
    clearTimeout(late);
    [this.busy, this.late, this.coming, this.progress] = [false, false, false, null];
  }

  private async examineOnce(): Promise<void> {
    const started = performance.now();
    if (this.pastes.length === 0) return;
    try {
      const report = await host.examine(this.given());
      if (!this.again && this.pastes.length) await this.show(report, started);
    } catch (thrown) {
      if ((thrown as Partial<Refusal> | null)?.id === "stopped") this.notice = "Stopped; the last report stays.";
      else this.failure = failure(thrown);
    }
  }

  private async show(report: Report, started: number): Promise<void> {
    const since = () => performance.now() - started;
    const answered = since();
    this.layers.clear();
    [this.report, this.failure, this.markdown] = [report, null, null];
    selection.begin(report, this.hides);
    await tick();
    const made = since();
    void painted().then(() => {
      host.painted({ answered, made, painted: since() }).catch(() => {});
      this.renderAhead();
    });
  }

  private renderAhead(): void {
    const { report } = this;
    host.rendered("markdown", []).then(
      (markdown) => report === this.report && (this.markdown = markdown),
      () => {},
    );
  }
}

/** Of what was given, what stands beside the pastes. */
function lent({ playbook, keys }: Given): Lent {
  return { ...(playbook ? { playbook } : {}), ...(keys?.length ? { keys } : {}) };
}

export const theCase = new Case();
