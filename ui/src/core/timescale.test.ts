import { expect, test } from "vitest";
import { TimeScale, span, standing } from "./timescale";

const NOON = Date.parse("2024-05-17T12:00:00Z");
const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;

test("the instant is in the middle, earlier lies left, and all fits", () => {
  const times = [NOON - 3 * YEAR, NOON - MINUTE, NOON + 5 * MINUTE, NOON + 10 * YEAR];
  const scale = new TimeScale(NOON, times, 180_000);
  const at = times.map((time) => scale.at(time));
  expect(scale.at(NOON)).toBe(50);
  expect([...at].sort((a, b) => a - b)).toEqual(at);
  expect(at[0]).toBeGreaterThan(0);
  expect(at[3]).toBeLessThan(100);
});

test("five minutes and ten years can be told apart on one axis", () => {
  const scale = new TimeScale(NOON, [NOON + 10 * YEAR], 180_000);
  expect(scale.at(NOON + 5 * MINUTE) - 50).toBeGreaterThan(3);
});

test("marks keep their distance, mirror each other and rise", () => {
  const ticks = new TimeScale(NOON, [NOON + 10 * YEAR], 180_000).ticks();
  const at = ticks.map((tick) => tick.at);
  expect(ticks.length).toBeGreaterThanOrEqual(6);
  expect([...at].sort((a, b) => a - b)).toEqual(at);
  expect(ticks.every((tick, i) => i === 0 || tick.at - (at[i - 1] ?? 0) >= 8.99)).toBe(true);
});

test.each([
  [0, "0 s"],
  [31, "31 ms"],
  [252_000, "4 min 12 s"],
  [3_600_000, "1 h"],
  [3 * 86_400_000 + 2 * 3_600_000, "3 d 2 h"],
  [-YEAR * 2, "2 y"],
])("%d ms reads %s", (ms, words) => expect(span(ms)).toBe(words));

test.each([
  [NOON - 10 * MINUTE, NOON - 4 * MINUTE, "closed 4 min before"],
  [NOON - 10 * MINUTE, NOON, "closed 0 s before"],
  [NOON + MINUTE, NOON + 2 * MINUTE, "opens 1 min after"],
  [NOON - MINUTE, NOON + 2 * MINUTE, "open for 2 min more"],
  [null, null, "open, with no end"],
  [NOON - MINUTE, NOON - MINUTE, "1 min before"],
])("a window from %s until %s is %s", (from, until, words) => expect(standing(NOON, from, until)).toBe(words));
