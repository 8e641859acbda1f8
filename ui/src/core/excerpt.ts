/** A few lines of a layer around a stretch of it, as text where it is text and as hexadecimal where it is not. */

import { decode } from "./offsets";

/** What is shown of a layer: before, inside and after the stretch. */
export type Excerpt = { before: string; lit: string; after: string; isText: boolean; startsInside: boolean; endsInside: boolean };

/** A stretch this long is shown by its two ends. */
const LONGEST_LIT = 220;

/** The bytes from `start` to `end`, with `around` bytes on either side. */
export function excerpt(bytes: Uint8Array, start: number, end: number, around: number): Excerpt {
  const from = onBoundary(bytes, Math.max(0, start - around));
  const until = onBoundary(bytes, Math.min(bytes.length, end + around));
  const isText = looksLikeText(bytes.subarray(from, onBoundary(bytes, Math.min(until, from + 4096))));
  const say = isText ? asText : asHex;
  return {
    before: say(bytes.subarray(from, start)),
    lit: shortened(bytes, start, end, say),
    after: say(bytes.subarray(end, until)),
    isText,
    startsInside: from > 0,
    endsInside: until < bytes.length,
  };
}

function shortened(bytes: Uint8Array, start: number, end: number, say: (part: Uint8Array) => string): string {
  if (end - start <= LONGEST_LIT) return say(bytes.subarray(start, end));
  const head = onBoundary(bytes, start + LONGEST_LIT / 2);
  const tail = onBoundary(bytes, end - LONGEST_LIT / 4);
  return `${say(bytes.subarray(start, head))} ⋯ ${number(tail - head)} bytes ⋯ ${say(bytes.subarray(tail, end))}`;
}

/** Moves an offset back to where a character starts. */
function onBoundary(bytes: Uint8Array, at: number): number {
  let boundary = Math.min(at, bytes.length);
  while (boundary > 0 && ((bytes[boundary] ?? 0) & 0xc0) === 0x80) boundary--;
  return boundary;
}

function looksLikeText(bytes: Uint8Array): boolean {
  const text = decode(bytes);
  // eslint-disable-next-line no-control-regex
  return text !== null && !/[\u0000-\u0008\u000e-\u001f]/.test(text);
}

function asText(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).replace(/\r\n?|\n/g, "↵").replace(/\t/g, "→");
}

function asHex(bytes: Uint8Array): string {
  return Array.from(bytes, hex).join(" ");
}

/** A byte in two digits. */
export function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

/** A count with thin spaces between thousands. */
export function number(count: number): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, "\u2009");
}
