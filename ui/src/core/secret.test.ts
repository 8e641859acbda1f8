import { expect, test } from "vitest";
import type { Content, LayerShape } from "./report";
import { secretLayers } from "./secret";

const layer = (id: number, beneath: number | null, content?: Content): LayerShape => ({
  id,
  kind: "excerpt",
  name: "",
  role: "capture",
  from: beneath === null ? null : { layer: beneath, start: 0, end: 1 },
  length: 1,
  content: content ?? null,
  cracks: [],
});

test("a key is hidden in its own layer and in all beneath, and nowhere else", () => {
  const layers = [layer(0, null), layer(1, 0), layer(2, 1, "private-key"), layer(3, 0, "xml"), layer(4, null, "json")];
  expect([...secretLayers(layers)].sort()).toEqual([0, 1, 2]);
  expect(secretLayers([layer(0, null, "xml")]).size).toBe(0);
});
