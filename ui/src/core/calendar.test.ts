import { expect, test } from "vitest";
import { Calendar } from "./calendar";

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

test("days keep their length, and what lies beyond three years stands at the edge", () => {
  const calendar = new Calendar(at("2026-05-12"), [at("2026-07-01"), at("2036-01-01")]);
  const [a, b, c] = ["2026-05-01", "2026-05-11", "2026-05-21"].map((day) => calendar.at(at(day))) as [number, number, number];
  expect(b - a).toBeCloseTo(c - b);
  expect(calendar.at(at("2036-01-01"))).toBe(100);
  expect(calendar.at(at("1999-01-01"))).toBe(0);
});

test("months are marked where they fit, else quarters, else years", () => {
  const labels = (until: string) => new Calendar(at("2026-05-12"), [at(until)]).marks().map(({ label }) => label);
  expect(labels("2026-06-30")).toEqual(["Apr 26", "May 26", "Jun 26", "Jul 26"]);
  expect(labels("2027-05-12")).toEqual(["Apr 26", "Jul 26", "Oct 26", "Jan 27", "Apr 27"]);
  expect(labels("2029-01-10")).toEqual(["2027", "2028", "2029"]);
});
