import { afterEach, beforeEach, expect, test } from "vitest";
import { keepFocus } from "./keep-focus";

let stop: () => void;
const settled = () => new Promise((done) => setTimeout(done));
const find = (id: string) => document.getElementById(id) as HTMLElement;

beforeEach(() => {
  document.body.innerHTML = `
    <section data-pane tabindex="-1" id="case" aria-label="Case"><ul><li id="one"><button id="first">1</button></li><li><button id="second">2</button></li></ul></section>
    <section data-pane tabindex="-1" id="report" aria-label="Report"><p id="question"><button id="use">Use it</button></p></section>
    <section data-pane tabindex="-1" id="message" aria-label="Message"></section>`;
  stop = keepFocus(window);
});
afterEach(() => stop());

test("where one of a list goes away, the next one has the focus", async () => {
  find("first").focus();
  find("one").remove();
  await settled();
  expect(document.activeElement).toBe(find("second"));
});

test("what goes away alone leaves the focus to its pane", async () => {
  find("use").focus();
  find("question").remove();
  await settled();
  expect(document.activeElement).toBe(find("report"));
});

test("what goes away with its pane leaves the focus to the answer", async () => {
  find("second").focus();
  find("case").remove();
  await settled();
  expect(document.activeElement).toBe(find("report"));
});

test("where the answer is still on its way, it has the focus once it comes", async () => {
  find("second").focus();
  const report = find("report");
  for (const id of ["case", "report", "message"]) find(id).remove();
  await settled();
  document.body.append(report);
  await settled();
  expect(document.activeElement).toBe(report);
});

test("nobody who let go of the focus, or took it elsewhere, is given one", async () => {
  find("use").focus();
  find("use").blur();
  await settled();
  find("question").remove();
  await settled();
  expect(document.activeElement).toBe(document.body);
  find("first").focus();
  find("second").focus();
  find("one").remove();
  await settled();
  expect(document.activeElement).toBe(find("second"));
});
