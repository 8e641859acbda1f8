/** What a text that is about to leave says of people and places, so that each can be seen and hidden. */
import type { Hidden } from "./host";

/** A value that could be hidden. */
export type Disclosed = { value: string; kind: Kind; count: number };

/** What kind of thing it is. */
export type Kind = keyof typeof KINDS;

/** What each kind is called, in what order they are shown, and whether it is hidden unless somebody wants it. */
export const KINDS = {
  person: { heading: "People", instead: "person", hiddenAtFirst: true },
  address: { heading: "Network addresses", instead: "address", hiddenAtFirst: true },
  host: { heading: "Hosts", instead: "host", hiddenAtFirst: false },
  identifier: { heading: "Identifiers of messages and sessions", instead: "id", hiddenAtFirst: false },
} as const;

const PATTERNS: readonly [Kind, RegExp][] = [
  ["person", /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
  ["address", /\b(?:\d{1,3}\.){3}\d{1,3}\b/g],
  ["host", /(?<=https?:\/\/)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
  ["identifier", /(?<![\p{L}\p{N}])_[0-9a-f]{16,}\b|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b[A-Za-z0-9_-]{32,}\b/gu],
];

/** Every value of each kind in a text, with `people` from the messages beside those that the text gives away by its form. A
    section of a specification may have the form of an address: those that are `cited` are none. */
export function disclosed(text: string, people: readonly string[], cited: ReadonlySet<string> = new Set()): Disclosed[] {
  const found = new Map<string, Kind>();
  for (const person of people) if (person.length > 2 && text.includes(person)) found.set(person, "person");
  for (const [kind, pattern] of PATTERNS) {
    for (const [value] of text.matchAll(pattern)) if (!found.has(value) && !cited.has(value)) found.set(value, kind);
  }
  return Array.from(found, ([value, kind]) => ({ value, kind, count: text.split(value).length - 1 }));
}

/** What stands for each hidden value: the same for the same value, so that what belongs together stays together. */
export function hide(values: readonly Disclosed[]): Hidden[] {
  const counts: Partial<Record<Kind, number>> = {};
  return values.map(({ value, kind }) => {
    const number = (counts[kind] = (counts[kind] ?? 0) + 1);
    return { value, instead: `[${KINDS[kind].instead} ${number}]` };
  });
}

/** A text without the hidden values, the longest replaced first. */
export function without(hidden: readonly Hidden[]): (text: string) => string {
  const longestFirst = [...hidden].sort((a, b) => b.value.length - a.value.length);
  return (text) => longestFirst.reduce((text, { value, instead }) => text.replaceAll(value, instead), text);
}
