import { expect, test } from "vitest";
import { Reading } from "./reading";

const bytes = (text: string) => new TextEncoder().encode(text);
const XML = "<r><a>zoë 😀</a><b>second</b></r>";

test.each([
  ["laid out", false],
  ["exact", true],
])("%s: a span is shown on its own characters, and they stand for its bytes", (_name, exact) => {
  const reading = Reading.of(bytes(XML), "xml", 0, exact);
  for (const word of ["zoë 😀", "second", "<b>"]) {
    const start = bytes(XML.slice(0, XML.indexOf(word))).length;
    const end = start + bytes(word).length;
    const { from, to } = reading.shown({ layer: 0, start, end });
    expect(reading.text?.slice(from, to)).toBe(word);
    expect([reading.byte(from), reading.byte(to)]).toEqual([start, end]);
  }
});

test("the exact text is the text, byte for byte", () => {
  expect(Reading.of(bytes(XML), "xml", 0, true).text).toBe(XML);
  expect(Reading.of(bytes(XML), "xml", 0, false)).toMatchObject({ canLayOut: true, note: null });
});

test("the part that is shown stays where it is for a selection nearby", () => {
  const long = bytes("a".repeat(5_000_000));
  expect(Reading.start(long, 2_100_000)).toBe(Reading.start(long, 2_100_500));
  expect(Reading.start(bytes(XML), 20)).toBe(0);
});

test("a layer that is not said to hold anything is read by what it begins like", () => {
  const languages = ['{"iss":1}', "<a/>", "eyJ.x.y", ""].map((text) => Reading.of(bytes(text), null, 0, false).language);
  expect(languages).toEqual(["json", "xml", null, null]);
  expect(Reading.of(bytes("{}"), "jws", 0, false).language).toBeNull();
});

test("bytes that are no text have no text", () => {
  expect(Reading.of(new Uint8Array([0, 255, 254]), null, 0, false).text).toBeNull();
});

test("of a very long layer the part around what is lit is shown, and it says so", () => {
  const long = bytes(`${"é".repeat(1_500_000)}HERE${"é".repeat(1_500_000)}`);
  const span = { layer: 0, start: 3_000_000, end: 3_000_004 };
  const reading = Reading.of(long, null, Reading.start(long, span.start), false);
  const { from, to } = reading.shown(span);
  expect(reading.text?.slice(from, to)).toBe("HERE");
  expect(reading.byte(from)).toBe(3_000_000);
  expect(reading.bytes.length).toBeLessThanOrEqual(1 << 20);
  expect(reading.note).toBe("Shown are 1.0 MB of 6.0 MB.");
});
