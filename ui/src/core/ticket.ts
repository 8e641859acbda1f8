/** The report for a ticket that takes rich text: the answer, who acts, what to change, what was not checked. */
import type { CauseShape, Report } from "./report";
import { CONFIDENCE, OUTCOME, OWNER, instant } from "./words";

/** As HTML. Everything that comes from the report goes in as text, so that no value can become markup. */
export function ticket(report: Report, without: (text: string) => string = (text) => text): string {
  const page = document.implementation.createHTMLDocument("");
  const put = (parent: Element, name: string, text?: string) => {
    const made = page.createElement(name);
    if (text !== undefined) made.textContent = without(text);
    parent.append(made);
    return made;
  };
  const told = page.body;
  put(told, "h3", `${OUTCOME[report.verdict]}: ${report.headline}`);
  for (const [place, cause] of report.causes.entries()) tell(cause, place);
  if (report.needs.length) {
    put(told, "p", "What was not checked, and what would settle it:");
    const list = put(told, "ul");
    for (const need of report.needs) put(list, "li", `${need.what}: ${need.why}`);
  }
  put(told, "p", `Judged at ${instant(report.instant.at)}, with a tolerance of ${report.skew} s.`);
  return told.innerHTML;

  function tell(cause: CauseShape, place: number) {
    const head = put(told, "p");
    put(head, "strong", `${place ? "Also" : "Cause"}: ${cause.title}`);
    put(told, "p", cause.happened);
    const list = put(told, "ul");
    put(list, "li", `Who acts: ${OWNER[cause.owner]}`);
    for (const { where, what } of cause.remedy) put(list, "li", `Change: ${where}: ${what}`);
    put(list, "li", `To prevent it: ${cause.prevention}`);
    put(list, "li", `How sure: ${CONFIDENCE[cause.confidence].word}, ${CONFIDENCE[cause.confidence].why}`);
  }
}
