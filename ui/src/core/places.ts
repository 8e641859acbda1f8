/** What the report says about a byte: the places that it points at, and the smallest of them there. */
import type { Report, Span } from "./report";

/** A place that the report points at. */
export type Place = { span: Span; says: string; fails: boolean };

/** Every place that the report points at. */
export function places(report: Report): Place[] {
  const place = (span: Span | null | undefined, says: string, fails = false): Place[] => (span ? [{ span, says, fails }] : []);
  return [
    ...report.checks.flatMap((check) =>
      check.findings.flatMap((finding) => [
        ...place(finding.at, finding.says, check.verdict === "fail"),
        ...finding.also.flatMap(({ says, ...span }) => place(span, says)),
      ]),
    ),
    ...report.messages.flatMap((message) => message.fields.flatMap((field) => place(field.at, field.name))),
    ...report.layers.flatMap((layer) => layer.cracks.flatMap((crack) => place(crack.at, crack.says))),
    ...report.times.flatMap((window) => place(window.at, window.label)),
    ...report.unread.flatMap((unread) => place(unread.at, unread.says)),
    ...place(report.instant.span, report.instant.why),
  ];
}

/** The smallest place that holds a byte of a layer. */
export function placeAt(all: readonly Place[], layer: number, byte: number): Place | null {
  const holding = all.filter(({ span }) => span.layer === layer && span.start <= byte && byte < span.end);
  return holding.reduce<Place | null>((best, place) => (!best || size(place.span) < size(best.span) ? place : best), null);
}

/** Whether two spans are the same bytes. */
export function same(a: Span | null | undefined, b: Span | null | undefined): boolean {
  return !!a && !!b && a.layer === b.layer && a.start === b.start && a.end === b.end;
}

function size(span: Span): number {
  return span.end - span.start;
}
