/** One selected span; every pane derives from it. */
import { host } from "./core/host";
import type { LayerShape, Report, Span } from "./core/report";
import { shell } from "./shell.svelte";

class Selection {
  /** What is selected. */
  span = $state.raw<Span | null>(null);
  /** What it is, in words. */
  says = $state("");
  /** The selected bytes in each layer: its own first, the paste's last. Nothing is lit where nothing is selected. */
  trail = $state.raw<Span[]>([]);
  /** The layer that is shown on top. */
  shown = $state<number | null>(null);
  /** Whether what is signed is painted over the message. */
  painting = $state(false);
  /** The byte of the shown layer to bring into view where nothing is selected. */
  reveal = $state(0);

  private layers: readonly LayerShape[] = [];
  private turn = 0;

  /** Somebody selects bytes: they are lit in every layer beneath, and the message comes into sight. */
  select(span: Span, says = ""): void {
    shell.turnTo("message");
    this.light(span, says);
  }

  private light(span: Span, says = ""): void {
    const turn = ++this.turn;
    [this.span, this.says, this.shown, this.trail] = [span, says, span.layer, [span]];
    host.trace(span).then(
      (trail) => turn === this.turn && (this.trail = trail),
      () => {}, // the span itself stays lit
    );
  }

  /** Shows a layer; what is selected stays lit if it goes through that layer. */
  show(layer: number, reveal = 0): void {
    [this.shown, this.reveal] = [layer, reveal];
    if (!this.trail.some((span) => span.layer === layer)) this.release();
  }

  /** Lets go of what is selected; the layer stays. */
  release(): void {
    this.turn++;
    [this.span, this.says, this.trail] = [null, "", []];
  }

  /** Takes up a new report: selects what the best cause points at, or shows the first message, as it does where the cause is
      not to be given away. */
  begin(report: Report, hides: boolean): void {
    const before = this.shown !== null && sameLayers(this.layers, report.layers) ? this.span : null;
    this.layers = report.layers;
    this.release();
    const best = hides ? undefined : report.causes.find((cause) => cause.at.length > 0);
    const first = report.messages.find((message) => message.role === "capture") ?? report.messages[0];
    if (before) this.light(before);
    else if (best?.at[0]) this.light(best.at[0], best.title);
    else this.show(first?.layer ?? report.layers[0]?.id ?? 0, first?.at.start);
  }

  clear(): void {
    this.release();
    [this.shown, this.layers] = [null, []];
  }

  /** The shown layer and all that lie beneath it, the paste last. */
  get chain(): LayerShape[] {
    const chain: LayerShape[] = [];
    for (let id = this.shown; id !== null; id = chain.at(-1)?.from?.layer ?? null) {
      const layer = this.layers.find((layer) => layer.id === id);
      if (!layer || chain.includes(layer)) break;
      chain.push(layer);
    }
    return chain;
  }

  /** The selected bytes of a layer. */
  litIn(layer: number): Span | null {
    return this.trail.find((span) => span.layer === layer) ?? null;
  }
}

/** Whether two reports speak of the same layers, so that a selection can stay. */
function sameLayers(before: readonly LayerShape[], after: readonly LayerShape[]): boolean {
  return before.length === after.length && before.every((layer, i) => layer.length === after[i]?.length && layer.kind === after[i]?.kind);
}

export const selection = new Selection();
