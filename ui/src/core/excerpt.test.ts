import { expect, test } from "vitest";
import { excerpt, number } from "./excerpt";

const bytes = (text: string) => new TextEncoder().encode(text);

test("a sign that stands for a broken one is text all the same", () => {
  const shown = excerpt(new TextEncoder().encode("invalid attribute:\ufffd[["), 0, 7, 40);
  expect([shown.isText, shown.after]).toEqual([true, " attribute:\ufffd[["]);
});

test("the stretch stands between what is around it", () => {
  const found = excerpt(bytes("0123456789abcdef"), 6, 9, 4);
  expect(found).toMatchObject({ before: "2345", lit: "678", after: "9abc", isText: true, startsInside: true, endsInside: true });
});

test("at the ends of the layer nothing is left out", () => {
  expect(excerpt(bytes("abc"), 0, 3, 4)).toMatchObject({ before: "", lit: "abc", after: "", startsInside: false, endsInside: false });
});

test("characters are not cut in two", () => {
  const found = excerpt(bytes("😀😀x😀😀"), 8, 9, 3);
  expect(found).toMatchObject({ lit: "x", isText: true });
  expect(found.before + found.after).not.toContain("\ufffd");
});

test("a long stretch is shown by its ends", () => {
  const found = excerpt(bytes("a".repeat(5_000)), 10, 4_990, 10);
  expect(found.lit.length).toBeLessThan(260);
  expect(found.lit).toContain("bytes ⋯");
});

test("bytes that are not text are shown in hexadecimal", () => {
  expect(excerpt(new Uint8Array([0x30, 0x82, 0x01, 0x00, 0xff]), 1, 3, 8)).toMatchObject({ before: "30", lit: "82 01", after: "00 ff", isText: false });
});

test("line ends can be seen", () => {
  expect(excerpt(bytes("a\r\nb"), 0, 4, 0).lit).toBe("a↵b");
});

test("thousands are set apart", () => {
  expect([0, 999, 1_000, 1_234_567].map(number)).toEqual(["0", "999", "1\u2009000", "1\u2009234\u2009567"]);
});
