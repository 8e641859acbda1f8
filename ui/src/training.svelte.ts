/** Practice: a row of sign-ins; each is read and guessed before the report is shown. */
import { openSample } from "./actions";
import type { SampleLine } from "./core/host";
import { theCase } from "./case.svelte";

/** How many cases a round has. */
const ROUND = 10;
const CHOICES = 4;

class Training {
  /** The case that is guessed at. */
  current = $state.raw<SampleLine | null>(null);
  /** What it might be, the truth among them. */
  choices = $state.raw<readonly string[]>([]);
  /** What was guessed; an empty text where the person gave up. */
  guess = $state<string | null>(null);
  done = $state(0);
  right = $state(0);

  private all: readonly SampleLine[] = [];
  private row: SampleLine[] = [];

  /** Whether the report is not to be seen yet. */
  get hides(): boolean {
    return this.current !== null && this.guess === null;
  }

  get left(): number {
    return this.row.length;
  }

  begin(lines: readonly SampleLine[]): void {
    this.all = lines.filter(({ verdict }) => verdict === "rejected");
    this.row = shuffled(this.all).slice(0, ROUND);
    [this.done, this.right] = [0, 0];
    this.next();
  }

  next(): void {
    const sample = this.row.shift();
    if (!sample) return this.stop();
    [this.current, this.guess] = [sample, null];
    const others = this.all.filter((line) => line.group === sample.group && line.cause !== sample.cause);
    this.choices = shuffled([sample.title, ...shuffled(others).slice(0, CHOICES - 1).map(({ title }) => title)]);
    theCase.hides = true;
    void openSample(sample.id);
  }

  say(guess: string): void {
    if (this.guess !== null) return;
    this.guess = guess;
    this.done++;
    if (guess === this.current?.title) this.right++;
    theCase.reveal();
  }

  stop(): void {
    [this.current, this.guess, this.row] = [null, null, []];
    theCase.reveal();
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

export const training = new Training();
