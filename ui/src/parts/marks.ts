/** Ranges that are lit in a text, and long runs that are folded away. */
import { codeFolding, foldEffect, foldKeymap } from "@codemirror/language";
import { StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView, keymap, type DecorationSet } from "@codemirror/view";

/** A stretch of the text. */
export type Range = { from: number; to: number };

/** A stretch that is painted over, and in which manner: `app.css` says what each looks like. */
export type Painted = Range & { manner: string };

/** What is marked: the failing places, the one that is lit, and what is painted over. */
export type Marks = { failing: readonly Range[]; lit: Range | null; painted: readonly Painted[] };

const FAILING = Decoration.mark({ class: "failing" });
const LIT = Decoration.mark({ class: "lit" });
/** A stretch this long is lit by its ground alone; lines under all of it would be in the way of reading. */
const LONG_STRETCH = 200;
const LIT_LONG = Decoration.mark({ class: "lit lit-long" });
const LIT_PLACE = Decoration.mark({ class: "lit lit-place" });

export const setMarks = StateEffect.define<Marks>();

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, transaction) => {
    const set = transaction.effects.find((effect) => effect.is(setMarks));
    return set ? decorations(set.value as Marks, transaction.state) : before.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Shows marks, and folds. */
export const marking: Extension = [field, codeFolding({ placeholderDOM: folded }), keymap.of(foldKeymap)];

function decorations({ failing, lit, painted }: Marks, state: EditorState): DecorationSet {
  const end = state.doc.length;
  const inside = ({ from, to }: Range) => from < to && to <= end;
  const short = ({ from, to }: Range) => to - from <= LONG_STRETCH;
  const marks = failing.filter(inside).filter(short).map(({ from, to }) => FAILING.range(from, to));
  for (const stretch of painted.filter(inside)) marks.push(Decoration.mark({ class: `painted-${stretch.manner}` }).range(stretch.from, stretch.to));
  if (lit && inside(lit)) marks.push((short(lit) ? LIT : LIT_LONG).range(lit.from, lit.to));
  else if (lit && lit.from < end) marks.push(LIT_PLACE.range(lit.from, lit.from + 1));
  return Decoration.set(marks, true);
}

/** A run without a space that is longer than this is folded to its beginning, unless something in it is lit. */
const LONG_RUN = 160;
const SHOWN_OF_RUN = 48;

/** The folds of a text: base64 and the like. */
export function longRuns(text: string, lit: Range | null): StateEffect<Range>[] {
  const runs = text.matchAll(new RegExp(`[A-Za-z0-9+/=_-]{${LONG_RUN},}`, "g"));
  return Array.from(runs, ({ 0: run, index }) => ({ from: index + SHOWN_OF_RUN, to: index + run.length - 8 }))
    .filter((run) => !lit || lit.to <= run.from || lit.from >= run.to)
    .map((run) => foldEffect.of(run));
}

function folded(view: EditorView, unfold: (event: Event) => void): HTMLElement {
  const button = document.createElement("span");
  button.className = "run";
  button.textContent = "⋯";
  button.title = "Left out for reading; click to show";
  button.setAttribute("aria-label", "folded text");
  button.onclick = unfold;
  return button;
}
