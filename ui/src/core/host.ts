/** The commands of the desktop program, one line each: the only file that imports from `@tauri-apps`. */
import { Channel, invoke } from "@tauri-apps/api/core";
import type { CheckReport, Citation, Fault, Offer, Outcome, Report, Role, Span } from "./report";

/** Something that a person gave: its text as it came, or its bytes in base64, or the number of a file that the program holds. */
export type Paste = { name: string; role: Role; text?: string; base64?: string; held?: number; locked?: boolean };

/** What is lent beside the pastes: a playbook's text, private keys and client secrets (which the program holds). */
export type Lent = { playbook?: string | null; keys?: Paste[] };

/** A playbook; its number stands for the place where it lies, if it lies anywhere. */
export type OpenedBook = { book: number | null; name: string; text: string };

/** What came of trying a playbook: what keeps it from being used, or what it came to; for each row, values that may be taken in. */
export type Tried = { faults: Fault[]; report: CheckReport | null; offers: Offer[][] };

/** All that a report is made from. `at` is an instant (RFC 3339), `now` or `capture`; `skew` such as `60s`. */
export type Given = Lent & { pastes: Paste[]; expect: [string, string][]; at: string | null; skew: string | null; left_out?: string[]; book?: number };

/** Why the program could not do what it was asked to. */
export type Refusal = { id: string; says: string };

/** What came of opening files. */
export type Opened = { pastes: Paste[]; refused: Refusal[]; case?: Given; playbook?: OpenedBook };

/** A file that was opened before; it is named by its place in the list only. */
export type RecentLine = { name: string; folder: string };

/** A value that is not to leave the window, and what stands there instead. */
export type Hidden = { value: string; instead: string };

/** A format that the report can be handed over in. */
export type Format = "markdown" | "html" | "json" | "sarif";

/** How far long work is: of a file that is read, or, without a name, of the examination. Nothing is told of short work. */
export type Progress = { name: string; stage: string; done: number; of: number | null };

/** How many milliseconds after it was asked for a report was answered, made into a page, and painted. */
export type Painted = { answered: number; made: number; painted: number };

/** A line of the samples menu. */
export type SampleLine = { id: string; title: string; group: string; verdict: Outcome; story: string; cause: string | null };

/** A check, in full. */
export type Explained = { id: string; title: string; spec: Citation[]; why: string; remedyIdp: string; remedySp: string };

export const host = {
  examine: (given: Given) => invoke<Report>("examine", { given }),
  layerBytes: (layer: number) => invoke<ArrayBuffer>("layer_bytes", { layer }),
  trace: (span: Span) => invoke<Span[]>("trace", { span }),
  rendered: (format: Format, hidden: Hidden[]) => invoke<string>("rendered", { format, hidden }),
  explain: (id: string) => invoke<Explained>("explain", { id }),
  initialFiles: () => invoke<Given>("initial_files"),
  openFiles: () => invoke<Opened>("open_files"),
  openKeys: () => invoke<Paste[]>("open_keys"),
  holdSecret: (name: string, secret: string) => invoke<Paste>("hold_secret", { name, secret }),
  unlock: (key: Paste, password: string) => invoke<null>("unlock", { key, password }),
  recent: () => invoke<RecentLine[]>("recent"),
  openRecent: (place: number) => invoke<Opened>("open_recent", { place }),
  forgetRecent: () => invoke<null>("forget_recent"),
  saveCase: (given: Given, secrets: boolean) => invoke<string | null>("save_case", { given, secrets }),
  savePicture: (name: string, base64: string) => invoke<string | null>("save_picture", { name, base64 }),
  saveText: (name: string, text: string) => invoke<string | null>("save_text", { name, text }),
  print: () => invoke<null>("print"),
  samples: () => invoke<SampleLine[]>("samples"),
  sample: (id: string) => invoke<Given>("sample", { id }),
  watchDrops: (dropped: (opened: Opened) => void) => invoke<null>("watch_drops", { channel: new Channel(dropped) }),
  watchProgress: (told: (progress: Progress) => void) => invoke<null>("watch_progress", { channel: new Channel(told) }),
  stop: () => invoke<null>("stop"),
  zoom: (factor: number) => invoke<null>("zoom", { factor }),
  openPlaybook: () => invoke<Opened | null>("open_playbook"),
  savePlaybook: (text: string, book: number | null) => invoke<OpenedBook | null>("save_playbook", { text, book }),
  checkPlaybook: (text: string, book: number | null, cases: boolean, given: Given) => invoke<Tried>("check_playbook", { text, book, cases, given }),
  playbookCase: (text: string, book: number | null, number: number, given: Given) => invoke<Given>("playbook_case", { text, book, number, given }),
  learnPlaybook: (given: Given) => invoke<string>("learn_playbook", { given }),
  differingValues: (text: string, given: Given) => invoke<Offer[]>("differing_values", { text, given }),
  acceptValues: (text: string, values: readonly [string, string][]) => invoke<string>("accept_values", { text, values }),
  unsaved: (is: boolean) => invoke<null>("unsaved", { is }),
  watchClose: (asked: () => void) => invoke<null>("watch_close", { channel: new Channel(asked) }),
  closeWindow: () => invoke<null>("close_window"),
  ready: () => invoke<null>("ui_ready"),
  painted: (after: Painted) => invoke<null>("painted", { after }),
};
