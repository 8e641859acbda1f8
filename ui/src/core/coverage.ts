/** What of a layer is signed, what only claims to be, and what is read though nothing signs it. */
import type { Report, Span } from "./report";

/** A stretch, and how it stands. */
export type Covered = { span: Span; manner: "verified" | "unverified" | "exposed" | "believed" };

/** The stretches of a layer, in the order in which they are painted: alarms on top. */
export function coverage(report: Report, layer: number): Covered[] {
  const here = (span: Span | null | undefined): span is Span => span?.layer === layer;
  const signed = report.signatures.flatMap(({ state, covers }) => {
    const manner = state === "verified" ? "verified" : "unverified";
    return covers.map(({ at }) => at).filter(here).map((span): Covered => ({ span, manner }));
  });
  const exposed = report.exposed.filter(({ at }) => here(at)).map(({ at, believed }): Covered => ({ span: at, manner: believed ? "believed" : "exposed" }));
  return [...signed, ...exposed];
}
