import { expect, test } from "vitest";
import audience from "../fixtures/rejected-saml-audience.json";
import type { Report } from "./report";
import { ticket } from "./ticket";

const report = audience.report as unknown as Report;

test("a ticket says the answer, who acts and what to change", () => {
  const html = ticket(report);
  expect(html).toContain("<h3>Rejected: ");
  expect(html).toContain("<strong>Cause: The assertion was issued for another application</strong>");
  expect(html).toContain("<li>Who acts: Whoever runs ");
  expect(html).toContain("<li>Change: ");
});

test("no value becomes markup, and what is hidden is not in it", () => {
  const evil = "<img src=x onerror=alert(1)>";
  const html = ticket({ ...report, headline: `${evil} zoë` }, (text) => text.replaceAll("zoë", "[person 1]"));
  expect(html).not.toContain("<img");
  expect(html).toContain("&lt;img src=x onerror=alert(1)&gt; [person 1]");
});
