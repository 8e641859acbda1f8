/** Which layers hold a private key: those that are one, and those that one was taken out of. */
import type { LayerShape } from "./report";

/** Their numbers. */
export function secretLayers(layers: readonly LayerShape[]): Set<number> {
  const secret = new Set<number>();
  const mark = (id: number | undefined) => {
    if (id === undefined || secret.has(id)) return;
    secret.add(id);
    mark(layers.find((layer) => layer.id === id)?.from?.layer);
  };
  for (const layer of layers) if (layer.content === "private-key") mark(layer.id);
  return secret;
}
