import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Report, StepShape } from "../core/report";
import audience from "../fixtures/rejected-saml-audience.json";
import { selection } from "../selection.svelte";
import Flows from "./Flows.svelte";

const STEP: StepShape = { deed: "ask", method: "GET", url: "https://idp.example/sso", status: 302, to: "identity-provider", carries: "AuthnRequest", messages: [], number: 0, faults: [], at: "2026-05-12T08:15:11Z", span: { layer: 0, start: 3, end: 9 } };
const ANSWER: StepShape = { ...STEP, deed: "answer", method: "POST", url: "https://app.example/acs", status: 400, to: "application", carries: null, number: 1, faults: ["saml/audience"], span: null };
const REPORT = {
  ...(audience.report as unknown as Report),
  flows: [{ kind: "sign-in", title: "Sign-in to app.example by idp.example", steps: [STEP, ANSWER], untold: 2, ties: [] }],
  clocks: [{ host: "app.example", role: "application", offset: 412, error: 1, readings: 3, agreeing: 3, says: "The clock of the application is 412 s ahead, to 1 s.", at: [{ layer: 0, start: 20, end: 24 }] }],
} as unknown as Report;

beforeEach(() => {
  mockIPC(() => []);
  selection.clear();
});
afterEach(clearMocks);

test("each step is told with what it carries, where it went and what is wrong with it", () => {
  render(Flows, { report: REPORT });
  const [ask, answer] = screen.getAllByRole("listitem") as [HTMLElement, HTMLElement];
  expect(ask.textContent?.replace(/\s+/g, " ")).toContain("AuthnRequest 302 08:15:11 GET idp.example/sso, to the identity provider");
  expect(within(answer).getByText("Brings the answer")).toBeTruthy();
  expect(within(answer).getByText("The assertion is for another audience")).toBeTruthy();
  expect(answer.classList.contains("faulty") && !ask.classList.contains("faulty")).toBe(true);
  expect(screen.getByText("2 more steps are not shown.")).toBeTruthy();
});

test("picking a step or a clock lights its bytes", async () => {
  render(Flows, { report: REPORT });
  await fireEvent.click(screen.getByRole("button", { name: "AuthnRequest" }));
  expect(selection.span).toEqual(STEP.span);
  await fireEvent.click(screen.getByRole("button", { name: /412 s ahead/ }));
  expect(selection.span).toEqual({ layer: 0, start: 20, end: 24 });
});

test("nothing in it keeps assistive technology out", async () => {
  render(Flows, { report: REPORT });
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(found.violations.map((violation) => violation.id)).toEqual([]);
});
