/**
 * Between the core's offsets, which count UTF-8 bytes, and the editor's positions, which count UTF-16 units.
 *
 * The editor is told to break lines at LF only (parts/editor.ts), so a CR is a character like any other and
 * a position is an index into the text.
 */

const STEP = 1024;

export class Offsets {
  /** The byte offset at every STEP-th unit, so that a lookup walks over at most one stretch. */
  private readonly bytesAt: number[] = [];
  readonly byteLength: number;

  constructor(readonly text: string) {
    let bytes = 0;
    for (let unit = 0; unit < text.length; unit++) {
      if (unit % STEP === 0) this.bytesAt.push(bytes);
      bytes += bytesOf(text, unit);
    }
    this.byteLength = bytes;
  }

  /** The unit that a byte offset falls on; inside a character, the character's first unit. */
  toUnit(byte: number): number {
    if (byte >= this.byteLength) return this.text.length;
    let unit = this.stretchOf(byte) * STEP;
    let here = this.bytesAt[unit / STEP] ?? 0;
    for (; unit < this.text.length; unit++) {
      here += bytesOf(this.text, unit);
      if (here > byte) break;
    }
    return isLowSurrogate(this.text, unit) ? unit - 1 : unit;
  }

  /** The byte offset of a unit; between the halves of a pair, that of the pair. */
  toByte(unit: number): number {
    const last = Math.min(Math.max(unit, 0), this.text.length);
    const stretch = Math.min(Math.floor(last / STEP), Math.max(this.bytesAt.length - 1, 0));
    let bytes = this.bytesAt[stretch] ?? 0;
    for (let at = stretch * STEP; at < last; at++) bytes += bytesOf(this.text, at);
    return bytes;
  }

  private stretchOf(byte: number): number {
    let low = 0;
    let high = this.bytesAt.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.bytesAt[middle] ?? 0) <= byte) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** UTF-8 bytes that a unit adds: a pair adds its four with its second half. */
function bytesOf(text: string, unit: number): number {
  const code = text.charCodeAt(unit);
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  if (code >= 0xd800 && code < 0xdc00) return 0;
  return isLowSurrogate(text, unit) ? 4 : 3;
}

function isLowSurrogate(text: string, unit: number): boolean {
  const code = text.charCodeAt(unit);
  return code >= 0xdc00 && code < 0xe000;
}

/** The bytes as text, or `null` where they are not UTF-8. A byte order mark stays, so that offsets hold. */
export function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
