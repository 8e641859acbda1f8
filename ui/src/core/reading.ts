/** A layer made ready to be read: its text, laid out or exact, and the way between its bytes and what is shown. */
import { Layout } from "./layout";
import { layOutJson } from "./layout-json";
import { layOutXml } from "./layout-xml";
import { Offsets, decode } from "./offsets";
import type { Content, Span } from "./report";
import { size } from "./words";

/** At most this many bytes are shown at once. */
const MOST_TEXT = 1 << 20;
const MOST_HEX = 1 << 12;

/** A range of what is shown. */
type Shown = { from: number; to: number };

export class Reading {
  private constructor(
    /** The bytes that are shown. */
    readonly bytes: Uint8Array,
    /** Where in the layer they start. */
    readonly base: number,
    private readonly whole: number,
    private readonly offsets: Offsets | null,
    private readonly layout: Layout | null,
    readonly language: "xml" | "json" | null,
    /** Whether there is a laid out form that differs from the exact one. */
    readonly canLayOut: boolean,
  ) {}

  /** Where to start reading a layer so that an offset is in sight; it stays the same for offsets nearby. */
  static start(all: Uint8Array, around: number): number {
    const start = startOf(all, around, MOST_TEXT);
    return decode(part(all, start, MOST_TEXT)) === null ? startOf(all, around, MOST_HEX) : start;
  }

  /** Reads the bytes of a layer; of a very long one a part, from what `start` gave. */
  static of(all: Uint8Array, content: Content | null, base: number, exact: boolean): Reading {
    const text = decode(part(all, base, MOST_TEXT));
    const bytes = part(all, base, text === null ? MOST_HEX : MOST_TEXT);
    const language = languageOf(content, text ?? "");
    const layout = text !== null && language ? (language === "xml" ? layOutXml : layOutJson)(text) : null;
    const changes = layout?.changes ?? false;
    const offsets = text === null ? null : new Offsets(text);
    return new Reading(bytes, base, all.length, offsets, exact ? null : layout, language, changes);
  }

  /** What is shown; `null` where the bytes are no text. */
  get text(): string | null {
    return this.layout?.shown ?? this.offsets?.text ?? null;
  }

  /** What the person has to know about how it is shown. */
  get note(): string | null {
    return this.bytes.length < this.whole ? `Shown are ${size(this.bytes.length)} of ${size(this.whole)}.` : null;
  }

  /** Where a span is shown. */
  shown(span: Span): Shown {
    const to = this.offsets?.toUnit(span.end - this.base) ?? 0;
    return { from: this.position(span.start), to: this.layout?.endToShown(to) ?? to };
  }

  /** Where a byte of the layer is shown. */
  position(byte: number): number {
    const unit = this.offsets?.toUnit(Math.max(0, byte - this.base)) ?? 0;
    return this.layout?.toShown(unit) ?? unit;
  }

  /** The byte of the layer that a position of what is shown stands for. */
  byte(position: number): number {
    return this.base + (this.offsets?.toByte(this.layout?.toText(position) ?? position) ?? 0);
  }
}

/** The grammar to read a text by: what the layer is known to hold, or else what it begins like. */
function languageOf(content: Content | null, text: string): "xml" | "json" | null {
  if (content === "xml" || content === "json") return content;
  const first = content === null ? text.trimStart()[0] : undefined;
  if (first === "{") return "json";
  return first === "<" ? "xml" : null;
}

/** Where a window of `most` bytes around an offset starts; it moves in steps, so that it seldom moves. */
function startOf(all: Uint8Array, around: number, most: number): number {
  if (all.length <= most) return 0;
  const step = most / 2;
  const start = Math.floor(around / step) * step - step / 2;
  return onBoundary(all, Math.max(0, Math.min(start, all.length - most)));
}

/** At most so many bytes from a place on, cut where a character starts. */
function part(all: Uint8Array, start: number, most: number): Uint8Array {
  return all.subarray(start, onBoundary(all, start + most));
}

function onBoundary(bytes: Uint8Array, at: number): number {
  let boundary = Math.min(at, bytes.length);
  while (boundary > 0 && boundary > at - 4 && ((bytes[boundary] ?? 0) & 0xc0) === 0x80) boundary--;
  return boundary;
}
