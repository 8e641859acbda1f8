/** The window around the case: which dialog is open, what stands beside the report, how large everything is. */

import { host } from "./core/host";

/** A dialog over the window. */
export type Shown = "keys" | "palette" | "hand-over";

/** What stands beside the report. */
export type Side = "message" | "expected" | "playbook";

const ZOOMS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;
const KEPT_AS = "zoom";

class Shell {
  /** The dialog that is open. */
  shown = $state<Shown | null>(null);
  /** Whether the instant is asked for, in the head of the window. */
  asksInstant = $state(false);
  side = $state<Side>("message");
  /** Whether somebody wants to search in the message: kept until its text is there to be searched. */
  wantsSearch = $state(false);

  constructor() {
    this.setZoom(Number(localStorage.getItem(KEPT_AS) ?? 1));
  }

  show(what: Shown): void {
    this.shown = what;
  }

  close(): void {
    this.shown = null;
  }

  turnTo(side: Side): void {
    this.side = side;
  }

  search(): void {
    this.side = "message";
    this.wantsSearch = true;
  }

  /** Makes everything larger or smaller by a step; 0 takes it back. */
  zoom(step: 1 | -1 | 0): void {
    const here = ZOOMS.findIndex((zoom) => zoom === this.factor);
    const next = step === 0 ? 1 : (ZOOMS[Math.min(Math.max(here + step, 0), ZOOMS.length - 1)] ?? 1);
    this.setZoom(next);
    localStorage.setItem(KEPT_AS, String(next));
  }

  private factor: number = 1;

  private setZoom(wanted: number): void {
    this.factor = ZOOMS.find((zoom) => zoom === wanted) ?? 1;
    host.zoom(this.factor).catch(() => {}); // a page without the program has a zoom of its own
  }
}

export const shell = new Shell();
