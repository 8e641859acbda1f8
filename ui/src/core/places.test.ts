import { expect, test } from "vitest";
import ready from "../fixtures/rejected-saml-audience.json";
import type { Report } from "./report";
import { placeAt, places } from "./places";

const all = places(ready.report as unknown as Report);
const audience = ready.report.causes[0]?.at[0];

test("the smallest place that holds a byte is found", () => {
  const place = placeAt(all, 2, (audience?.start ?? 0) + 3);
  expect(place?.span).toEqual(audience);
});

test("what is around it is found beside it", () => {
  const conditions = ready.report.times.find((window) => window.kind === "conditions")?.at;
  expect(placeAt(all, 2, conditions?.start ?? 0)?.span).toMatchObject(conditions ?? {});
});

test("nothing is said of bytes that the report does not point at, nor of another layer", () => {
  const pointed = new Set(all.filter((place) => place.span.layer === 2).flatMap(({ span }) => Array.from({ length: span.end - span.start }, (_, i) => span.start + i)));
  const free = Array.from({ length: 3_000 }, (_, byte) => byte).find((byte) => !pointed.has(byte)) ?? -1;
  expect(placeAt(all, 2, free)).toBeNull();
  expect(placeAt(all, 77, 0)).toBeNull();
});
