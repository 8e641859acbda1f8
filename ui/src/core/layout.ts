/**
 * Lays XML and JSON out for reading: line breaks and indents are put in for the eye only, and every position of
 * what is shown can be traced to the text that it was made from. Nothing of the text is left out or changed.
 */

/** What is shown, and how its positions relate to the text. */
export class Layout {
  /** For every stretch of copied text: where it starts in the text and where in what is shown. */
  private constructor(
    readonly shown: string,
    private readonly textStarts: readonly number[],
    private readonly shownStarts: readonly number[],
  ) {}

  /** Puts `space` into the text before each position; positions rise. */
  static of(text: string, inserts: readonly Insert[]): Layout {
    const textStarts = [0];
    const shownStarts = [0];
    let shown = "";
    let from = 0;
    for (const { at, space } of inserts) {
      shown += text.slice(from, at) + space;
      textStarts.push(at);
      shownStarts.push(shown.length);
      from = at;
    }
    return new Layout(shown + text.slice(from), textStarts, shownStarts);
  }

  /** Whether anything was put in. */
  get changes(): boolean {
    return this.textStarts.length > 1;
  }

  /** Where a position of the text is shown. */
  toShown(at: number): number {
    const stretch = lastAtOrBefore(this.textStarts, at);
    return (this.shownStarts[stretch] ?? 0) + at - (this.textStarts[stretch] ?? 0);
  }

  /** Where the end of a range is shown: before what was put in after it. */
  endToShown(end: number): number {
    return end === 0 ? 0 : this.toShown(end - 1) + 1;
  }

  /** The position of the text that something shown stands for; inside a space that was put in, what follows it. */
  toText(shownAt: number): number {
    const stretch = lastAtOrBefore(this.shownStarts, shownAt);
    const at = (this.textStarts[stretch] ?? 0) + shownAt - (this.shownStarts[stretch] ?? 0);
    return Math.min(at, this.textStarts[stretch + 1] ?? Infinity);
  }
}

/** White space to put in before a position of the text. */
export type Insert = { at: number; space: string };

function lastAtOrBefore(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
