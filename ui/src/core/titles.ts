/** What messages and places are called, so that no two that stand side by side are called the same. */
import { number } from "./excerpt";
import { same } from "./places";
import type { LayerId, MessageShape, Report, Span } from "./report";
import { DEED, LAYER, clockTime } from "./words";

/** What a message is called. */
export const title = (message: MessageShape): string => message.title || message.kind;

/** What tells messages of one title apart, by their number: the pastes that they come from, or else their order. */
export function apart(report: Report): Map<number, string> {
  const told = new Map<number, string>();
  for (const alike of groups(report.messages, title)) {
    const pastes = alike.map((message) => paste(report, message.layer));
    const byPaste = new Set(pastes).size === alike.length;
    if (alike.length > 1) alike.forEach((message, i) => told.set(message.id, byPaste ? (pastes[i] ?? "") : `${i + 1} of ${alike.length}`));
  }
  return told;
}

/** So many messages of one title stand side by side; more of them share one place. */
const SIDE_BY_SIDE = 6;

/** The messages as they stand side by side: one by one, or, where many have one title, those together. */
export function sideBySide(report: Report): MessageShape[][] {
  const many = groups(report.messages, title).filter((alike) => alike.length > SIDE_BY_SIDE);
  const placed = new Map(many.flatMap((alike) => alike.map((message) => [message, alike])));
  return [...new Set(report.messages.map((message) => placed.get(message) ?? [message]))];
}

/** Where a span is, in words: its field and its message, or the step of the sign-in, or else its layer. */
export function whereabouts(report: Report, span: Span): string {
  const holding = report.messages.filter(({ at }) => at.layer === span.layer && at.start <= span.start && span.end <= at.end);
  const fields = report.messages.flatMap((message) => message.fields.map((field) => ({ message, field })));
  const exact = fields.find(({ field }) => same(field.at, span));
  const step = report.flows.flatMap(({ steps }) => steps).find((step) => same(step.span, span));
  if (step && !exact) return [step.carries ?? DEED[step.deed], step.at && clockTime(step.at)].filter(Boolean).join(", ");
  const message = exact?.message ?? holding.at(-1);
  if (!message) return layer(report, span);
  const beside = apart(report).get(message.id);
  const name = beside ? `${title(message)}, ${beside}` : title(message);
  return exact ? `${exact.field.name}, ${name}` : name;
}

/** By its name and the paste that it comes from; a paste by the byte, as it has many places. */
function layer(report: Report, { layer, start }: Span): string {
  const found = report.layers.find(({ id }) => id === layer);
  if (!found) return "";
  return found.from ? `${found.name || LAYER[found.kind]}, ${paste(report, layer)}` : `${found.name}, byte ${number(start)}`;
}

/** The name of the paste at the bottom of a layer. */
function paste(report: Report, id: LayerId): string {
  const found = report.layers.find((layer) => layer.id === id);
  return found?.from && found.from.layer !== id ? paste(report, found.from.layer) : (found?.name ?? "");
}

/** Things of one key together, in the order in which they first come. */
export function groups<T>(of: readonly T[], key: (one: T) => string): T[][] {
  const by = new Map<string, T[]>();
  for (const one of of) by.set(key(one), [...(by.get(key(one)) ?? []), one]);
  return [...by.values()];
}

/** Titles with a number behind those that come more than once. */
export function numbered(titles: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return titles.map((title) => {
    const many = titles.filter((other) => other === title).length;
    seen.set(title, (seen.get(title) ?? 0) + 1);
    return many > 1 ? `${title} (${seen.get(title)} of ${many})` : title;
  });
}
