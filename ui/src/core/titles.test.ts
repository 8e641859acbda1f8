import { expect, test } from "vitest";
import type { LayerShape, MessageShape, Report } from "./report";
import { apart, numbered, sideBySide, whereabouts } from "./titles";

const layer = (id: number, name: string, from: number | null, kind = "paste"): LayerShape =>
  ({ id, kind, name, from: from === null ? null : { layer: from, start: 0, end: 9 }, cracks: [], length: 9 }) as unknown as LayerShape;
const message = (id: number, title: string, layer: number, fields: object[] = []): MessageShape =>
  ({ id, title, kind: title, layer, at: { layer, start: 0, end: 9 }, fields, summary: "" }) as unknown as MessageShape;

const REPORT = {
  flows: [],
  layers: [layer(0, "capture.har", null), layer(1, "SAMLResponse", 0, "parameter"), layer(2, "idp.xml", null), layer(3, "sp.xml", null)],
  messages: [
    message(0, "SAML Response", 1, [{ name: "Audience", value: "a", at: { layer: 1, start: 2, end: 3 } }]),
    message(1, "SAML Response", 1),
    message(2, "SAML metadata", 2),
    message(3, "SAML metadata", 3),
    message(4, "SAML AuthnRequest", 0),
  ],
} as unknown as Report;

test("messages of one title are told apart by their pastes, or else by their order", () => {
  expect([...apart(REPORT)]).toEqual([
    [0, "1 of 2"],
    [1, "2 of 2"],
    [2, "idp.xml"],
    [3, "sp.xml"],
  ]);
});

test("a place is named by its field and message, or by the layer that it is in", () => {
  expect(whereabouts(REPORT, { layer: 1, start: 2, end: 3 })).toBe("Audience, SAML Response, 1 of 2");
  expect(whereabouts(REPORT, { layer: 3, start: 4, end: 5 })).toBe("SAML metadata, sp.xml");
  expect(whereabouts({ ...REPORT, messages: [] }, { layer: 1, start: 4, end: 5 })).toBe("SAMLResponse, capture.har");
  const step = { span: { layer: 0, start: 7, end: 8 }, carries: null, deed: "start", at: "2026-03-10T08:15:31Z" };
  const flows = [{ steps: [step] }] as unknown as Report["flows"];
  expect(whereabouts({ ...REPORT, flows }, { layer: 0, start: 7, end: 8 })).toBe("Opens the application, 08:15:31");
});

test("many messages of one title share a place, where the first of them stands", () => {
  const lines = Array.from({ length: 7 }, (_, i) => message(10 + i, "A line of a log", 0));
  const messages = [...lines.slice(0, 1), ...REPORT.messages, ...lines.slice(1)];
  expect(sideBySide({ ...REPORT, messages }).map((place) => place.map(({ id }) => id))).toEqual([[10, 11, 12, 13, 14, 15, 16], [0], [1], [2], [3], [4]]);
});

test("titles that come again are numbered", () => {
  expect(numbered(["in", "out", "in"])).toEqual(["in (1 of 2)", "out", "in (2 of 2)"]);
});
