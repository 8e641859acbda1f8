import { expect, test } from "vitest";
import { coverage } from "./coverage";
import type { Report } from "./report";

const at = (layer: number, start: number, end: number) => ({ layer, start, end });
const field = (span: ReturnType<typeof at>) => ({ name: "Assertion", value: "", at: span });

test("what is signed, what only claims to be, and what is believed unsigned are told apart, in one layer", () => {
  const report = {
    signatures: [
      { state: "verified", covers: [field(at(2, 10, 90)), field(at(3, 0, 5))] },
      { state: "unvouched", covers: [field(at(2, 100, 200))] },
    ],
    exposed: [
      { says: "an Assertion", at: at(2, 300, 400), believed: true },
      { says: "the Status", at: at(2, 1, 9), believed: false },
    ],
  } as unknown as Report;
  expect(coverage(report, 2).map(({ span, manner }) => [span.start, manner])).toEqual([
    [10, "verified"],
    [100, "unverified"],
    [300, "believed"],
    [1, "exposed"],
  ]);
});
