/** The commands of the desktop program, one line each: the only file that imports from `@tauri-apps`. */
import { Channel, invoke } from "@tauri-apps/api/core";
import type { Citation, Outcome, Report, Role, Span } from "./report";

/** Something that a person gave: text as it came, or base64 where the bytes are not UTF-8. */
export type Paste = { name: string; text?: string; base64?: string; role: Role };

/** All that a report is made from. */
export type Given = { pastes: Paste[]; expect: [string, string][]; at: string | null; skew: string | null };

/** A line of the samples menu. */
export type SampleLine = { id: string; title: string; group: "saml" | "oidc"; verdict: Outcome };

/** A sample, ready to be examined. */
export type Sample = { pastes: Paste[]; expect: [string, string][]; at: string | null };

/** A check or a cause, in full. */
export type Explained = { id: string; title: string; spec: Citation[]; why: string; remedyIdp: string; remedySp: string };

export const host = {
  examine: (given: Given) => invoke<Report>("examine", given),
  layerBytes: (layer: number) => invoke<ArrayBuffer>("layer_bytes", { layer }),
  trace: (span: Span) => invoke<Span[]>("trace", { span }),
  openFiles: () => invoke<Paste[]>("open_files"),
  initialFiles: () => invoke<Paste[]>("initial_files"),
  samples: () => invoke<SampleLine[]>("samples"),
  sample: (id: string) => invoke<Sample>("sample", { id }),
  explain: (id: string) => invoke<Explained>("explain", { id }),
  markdown: () => invoke<string>("markdown"),
  saveText: (name: string, text: string) => invoke<string | null>("save_text", { name, text }),
  watchDrops: (dropped: (pastes: Paste[]) => void) => invoke<null>("watch_drops", { channel: new Channel(dropped) }),
  ready: () => invoke<null>("ui_ready"),
  painted: (ms: number) => invoke<null>("painted", { ms }),
};
