/** Where two identifiers that are nearly the same differ, character by character; nothing is normalised. */

/** A stretch of one of the two: the same in both, or only here. */
export type Piece = { text: string; same: boolean };

/** Both sides in pieces, and the difference in words. */
export type Difference = { expected: Piece[]; observed: Piece[]; says: string };

/** Longer values are shown whole and unmarked. */
const LONGEST = 400;
/** Below this share of common characters they are different identifiers, and marks would only confuse. */
const NEAR = 0.6;

/** The difference of two near misses, or `null` where they are equal, far apart or very long. */
export function difference(expected: string, observed: string): Difference | null {
  if (expected === observed || expected.length > LONGEST || observed.length > LONGEST) return null;
  const [a, b] = [Array.from(expected), Array.from(observed)];
  const common = longestCommon(a, b);
  if (common.length < NEAR * Math.max(a.length, b.length)) return null;
  const left = pieces(a, new Set(common.map(([i]) => i)));
  const right = pieces(b, new Set(common.map(([, j]) => j)));
  return { expected: left, observed: right, says: inWords(left, right) };
}

/** The longest common subsequence, as pairs of positions; the start and end that both share come first. */
function longestCommon(a: string[], b: string[]): [number, number][] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middle = subsequence(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [
    ...Array.from({ length: head }, (_, i): [number, number] => [i, i]),
    ...middle.map(([i, j]): [number, number] => [i + head, j + head]),
    ...Array.from({ length: tail }, (_, i): [number, number] => [a.length - tail + i, b.length - tail + i]),
  ];
}

function subsequence(a: string[], b: string[]): [number, number][] {
  const lengths = table(a, b);
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i++;
    else j++;
  }
  return pairs;
}

/** How much of `a` from i and `b` from j is common. */
function table(a: string[], b: string[]): Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    const [row, below] = [rows[i], rows[i + 1]];
    if (!row || !below) continue;
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
}

function pieces(characters: string[], common: Set<number>): Piece[] {
  const out: Piece[] = [];
  characters.forEach((character, at) => {
    const same = common.has(at);
    const last = out.at(-1);
    if (last?.same === same) last.text += character;
    else out.push({ text: character, same });
  });
  return out;
}

function inWords(expected: Piece[], observed: Piece[]): string {
  const missing = expected.filter((piece) => !piece.same).map(quoted);
  const extra = observed.filter((piece) => !piece.same).map(quoted);
  const said = [extra.length ? `only in the observed: ${extra.join(", ")}` : "", missing.length ? `only in the expected: ${missing.join(", ")}` : ""];
  return `They differ: ${said.filter(Boolean).join("; ")}.`;
}

function quoted({ text }: Piece): string {
  return text === " " ? "a space" : `“${text}”`;
}
