import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { LINES_END_WITH_LF } from "../parts/editor";
import { Offsets, decode } from "./offsets";

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

test.each([
  ["ascii", "abc x", "x"],
  ["two-byte", "π x", "x"],
  ["three-byte", "€€ x", "x"],
  ["astral", "😀😀 x", "x"],
  ["crlf", "a\r\nb\r\n x", "x"],
  ["lone cr", "a\rb x", "x"],
  ["byte order mark", "\uFEFFa x", "x"],
  ["behind a stretch boundary", `${"é😀".repeat(900)} x`, "x"],
])("%s: the byte offset lands on the same character in the editor", (_name, text, needle) => {
  const state = EditorState.create({ doc: text, extensions: LINES_END_WITH_LF });
  const unit = new Offsets(text).toUnit(bytesOf(text.slice(0, text.indexOf(needle))));
  expect(state.doc.sliceString(unit, unit + 1)).toBe(needle);
});

test("every boundary between characters goes there and back", () => {
  const text = "aπ€😀\r\n".repeat(400);
  const offsets = new Offsets(text);
  let unit = 0;
  for (const character of text) {
    const byte = offsets.toByte(unit);
    expect(byte).toBe(bytesOf(text.slice(0, unit)));
    expect(offsets.toUnit(byte)).toBe(unit);
    unit += character.length;
  }
  expect(offsets.toUnit(offsets.byteLength)).toBe(text.length);
  expect(offsets.byteLength).toBe(bytesOf(text));
});

test("an offset inside a character gives its first unit, one past the end gives the end", () => {
  const offsets = new Offsets("a😀b");
  expect([2, 3, 4].map((byte) => offsets.toUnit(byte))).toEqual([1, 1, 1]);
  expect(offsets.toUnit(99)).toBe(4);
});

test("bytes that are not UTF-8 are not shown as text", () => {
  expect(decode(new Uint8Array([0x89, 0x50, 0xff]))).toBeNull();
  expect(decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe("\uFEFFa");
});
