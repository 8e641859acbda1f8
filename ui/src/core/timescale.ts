/**
 * The scale of the time picture: distance from the instant, logarithmic on both sides, so that a window of five
 * minutes and a certificate of ten years can be read off one axis.
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** A mark on the axis: where, in per cent of the width, and what it says. */
export type Tick = { at: number; label: string };

/** Distances that may be marked, and what to call them. */
const MARKS: readonly [number, string][] = [
  [MINUTE, "1 min"],
  [10 * MINUTE, "10 min"],
  [HOUR, "1 h"],
  [8 * HOUR, "8 h"],
  [3 * DAY, "3 d"],
  [30 * DAY, "30 d"],
  [YEAR, "1 y"],
  [10 * YEAR, "10 y"],
];

/** Room that is left at either end, for windows that are open there. */
const MARGIN = 4;

export class TimeScale {
  private readonly reach: number;
  /** Below this distance the scale is near linear. */
  private readonly unit: number;

  /** A scale around `instant` that shows all of `times` (all in milliseconds) and the tolerance. */
  constructor(
    private readonly instant: number,
    times: readonly number[],
    tolerance: number,
  ) {
    this.unit = Math.max(tolerance / 2, 30 * SECOND);
    const farthest = Math.max(...times.map((time) => Math.abs(time - instant)), 2 * tolerance, 10 * MINUTE);
    this.reach = Math.log1p(farthest / this.unit);
  }

  /** Where a time lies, in per cent of the width. */
  at(time: number): number {
    const distance = time - this.instant;
    const share = (Math.sign(distance) * Math.log1p(Math.abs(distance) / this.unit)) / this.reach;
    return 50 + share * (50 - MARGIN);
  }

  /** Marks on both sides, no two closer than `apart` per cent. */
  ticks(apart = 9): Tick[] {
    const later: Tick[] = [];
    for (const [distance, label] of MARKS) {
      const at = this.at(this.instant + distance);
      if (at - (later.at(-1)?.at ?? 50) >= apart && at <= 98) later.push({ at, label });
    }
    const earlier = later.map(({ at, label }) => ({ at: 100 - at, label: `−${label}` })).reverse();
    return [...earlier, ...later.map(({ at, label }) => ({ at, label: `+${label}` }))];
  }
}

/** A length of time in two units at most: "4 min 12 s", "3 d 2 h". */
export function span(ms: number): string {
  const units: [number, string][] = [
    [YEAR, "y"],
    [DAY, "d"],
    [HOUR, "h"],
    [MINUTE, "min"],
    [SECOND, "s"],
  ];
  const size = Math.abs(ms);
  const first = units.findIndex(([length]) => size >= length);
  if (first < 0) return size === 0 ? "0 s" : `${Math.round(size)} ms`;
  const [length, name] = units[first] ?? [SECOND, "s"];
  const rest = units[first + 1];
  const more = rest ? Math.floor((size % length) / rest[0]) : 0;
  return `${Math.floor(size / length)} ${name}${rest && more > 0 ? ` ${more} ${rest[1]}` : ""}`;
}

/** How a window stands to the instant: "closed 4 min before", "opens 20 s after", "open for 3 min more". */
export function standing(instant: number, from: number | null, until: number | null): string {
  if (from !== null && from === until) return from <= instant ? `${span(instant - from)} before` : `${span(from - instant)} after`;
  if (until !== null && instant >= until) return `closed ${span(instant - until)} before`;
  if (from !== null && instant < from) return `opens ${span(from - instant)} after`;
  return until === null ? "open, with no end" : `open for ${span(until - instant)} more`;
}
