/** The scale of the calendar strip: days in their true length, from a little before the first to a little after the last. */

const DAY = 86_400_000;
/** What is shown at least on either side of the instant. */
const LEAST = 45 * DAY;
/** What is shown at most: beyond it a thing goes on past the edge. */
const MOST = 3 * 365 * DAY;
/** Room at either end, as a share of the whole. */
const ROOM = 0.04;

/** A mark of the scale: the first day of a month, a quarter or a year. */
export type Mark = { at: number; label: string };

export class Calendar {
  readonly from: number;
  readonly until: number;

  /** A calendar around `instant` that shows all of `times` (all in milliseconds) that are within three years of it. */
  constructor(instant: number, times: readonly number[]) {
    const near = times.filter((time) => Math.abs(time - instant) <= MOST);
    const [first, last] = [Math.min(instant - LEAST, ...near), Math.max(instant + LEAST, ...near)];
    const room = (last - first) * ROOM;
    [this.from, this.until] = [first - room, last + room];
  }

  /** Where a time lies, in per cent of the width; what lies beyond an edge lies at it. */
  at(time: number): number {
    const share = (time - this.from) / (this.until - this.from);
    return Math.min(Math.max(share, 0), 1) * 100;
  }

  /** The first days of months, at most so many: of each month, else of each quarter, else of each year. */
  marks(most = 8): Mark[] {
    for (const step of [1, 3, 12]) {
      const marks = this.firstDays(step);
      if (marks.length <= most || step === 12) return marks;
    }
    return [];
  }

  private firstDays(step: number): Mark[] {
    const start = new Date(this.from);
    const marks: Mark[] = [];
    for (let month = Math.ceil((start.getUTCMonth() + 1) / step) * step; ; month += step) {
      const day = new Date(Date.UTC(start.getUTCFullYear(), month, 1));
      if (day.getTime() > this.until) return marks;
      marks.push({ at: this.at(day.getTime()), label: label(day, step) });
    }
  }
}

function label(day: Date, step: number): string {
  if (step === 12) return String(day.getUTCFullYear());
  return new Intl.DateTimeFormat("en-GB", { month: "short", year: "2-digit", timeZone: "UTC" }).format(day);
}
