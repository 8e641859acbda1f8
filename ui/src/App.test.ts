import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import App from "./App.svelte";
import { theCase } from "./case.svelte";
import type { Given } from "./core/host";
import { program, type Program, type Ready } from "./fixtures/program";
import audience from "./fixtures/rejected-saml-audience.json";
import nonce from "./fixtures/rejected-token-nonce.json";
import undetermined from "./fixtures/undetermined-saml.json";

const AUDIENCE = audience as unknown as Ready;
const NONCE = nonce as unknown as Ready;
const UNDETERMINED = undetermined as unknown as Ready;

function start(ready: Ready, answers: Parameters<typeof program>[1] = {}): Program {
  const stand = program(ready, answers);
  mockIPC(stand.answer);
  render(App);
  return stand;
}

const pasted = (text: string) => fireEvent.paste(document.body, { clipboardData: { getData: () => text } });
const asked = (stand: Program, command: string) => stand.asked.filter(([name]) => name === command).map(([, args]) => args);
const examined = (stand: Program) => asked(stand, "examine").map((args) => (args as { given: Given }).given);
const lit = (pane: string) => Array.from(document.querySelectorAll(`${pane} .lit`), (mark) => mark.textContent).join("");

/** Waits for what is made behind the first frame of a report too. */
async function whole(): Promise<void> {
  for (const name of ["Verdict", "Checks", "Message"]) await screen.findByRole("region", { name });
}

async function violations(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } }); // jsdom paints nothing; app.css.test.ts
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 120)}`));
}

beforeEach(() => theCase.clear());
afterEach(clearMocks);

describe("before there is a case", () => {
  test("a field waits, and samples are offered by group with how they end", async () => {
    start(AUDIENCE);
    expect(await screen.findByRole("textbox", { name: "What was captured" })).toBeTruthy();
    const saml = await screen.findByRole("region", { name: "SAML samples" });
    expect(within(saml).getAllByRole("button").map((button) => button.textContent?.trim())).toContain("An audience with a slash too many, Rejected");
    expect(await violations()).toEqual([]);
  });

  test("a paste anywhere is examined at once, as part of the sign-in", async () => {
    const stand = start(AUDIENCE);
    await pasted("PHNhbWxwOlJlc3BvbnNl");
    await screen.findByText("Rejected");
    expect(examined(stand)).toEqual([{ pastes: [{ name: "clipboard", text: "PHNhbWxwOlJlc3BvbnNl", role: "capture" }], expect: [], at: null, skew: null }]);
  });

  test("a sample opens with all that belongs to it", async () => {
    const stand = start(NONCE);
    await fireEvent.click(await screen.findByRole("button", { name: /answers another request/ }));
    await screen.findByText("Rejected");
    expect(examined(stand)[0]).toEqual(NONCE.given);
  });

  test("files that the command line named are examined", async () => {
    const stand = start(AUDIENCE, { initial_files: () => AUDIENCE.given });
    await screen.findByText("Rejected");
    expect(examined(stand)).toEqual([AUDIENCE.given]);
  });
});

test("a search that is asked for before the message is there opens once it is", async () => {
  start(AUDIENCE);
  theCase.load(AUDIENCE.given);
  await screen.findByRole("region", { name: "Verdict" });
  expect(screen.queryByRole("region", { name: "Message" })).toBeNull();
  await fireEvent.keyDown(document.body, { key: "f", ctrlKey: true });
  await waitFor(() => expect(document.querySelector(".cm-search [name=search]")).not.toBeNull());
});

describe("a rejected response", () => {
  beforeEach(async () => {
    start(AUDIENCE);
    theCase.load(AUDIENCE.given);
    await whole();
  });

  test("the answer comes first: verdict, cause, who acts, what to change", () => {
    const report = screen.getByRole("region", { name: "Report" });
    const said = report.textContent ?? "";
    const order = ["Rejected", AUDIENCE.report.headline, "The assertion was issued for another application", "Who acts", "Take the slash off the end", "Not checked, and what would settle it", "Times", "Checks"];
    expect(order.map((words) => said.indexOf(words)).every((at, i, all) => at >= 0 && at > (all[i - 1] ?? -1))).toBe(true);
  });

  test("what the cause points at is lit in every layer, down to the paste", async () => {
    await waitFor(() => expect(lit(".code")).toBe("https://wiki.example.org/saml/metadata/"));
    await waitFor(() => expect(document.querySelectorAll(".beneath .lit")).toHaveLength(2));
    for (const mark of document.querySelectorAll(".beneath .lit")) {
      expect(atob(mark.textContent ?? "")).toContain("https://wiki.example.org/saml/metadata/");
    }
  });

  test("picking a field lights its bytes", async () => {
    await fireEvent.click(screen.getByRole("button", { name: /^NameID/ }));
    await waitFor(() => expect(lit(".code")).toBe("zoë.müller@example.com"));
  });

  test("failed checks are in sight, the others folded and counted", () => {
    const checks = screen.getByRole("region", { name: "Checks" });
    const groups = Array.from(checks.querySelectorAll<HTMLDetailsElement>("details.fold"), (fold) => [fold.querySelector("summary")?.textContent?.replace(/\s+/g, " ").trim(), fold.open]);
    expect(groups).toEqual([
      ["Failed 3", true],
      ["Cannot be told 1", false],
      ["Passed 13", false],
      ["Nothing to say 2", false],
    ]);
  });

  test("an opened check marks the difference, and says who puts it right", async () => {
    const check = document.getElementById("check-saml/audience") as HTMLDetailsElement;
    check.open = true;
    await waitFor(() => expect(check.querySelector("mark")?.textContent).toBe("/"));
    expect(check.textContent).toContain("They differ: only in the observed: “/”.");
    await waitFor(() => expect(check.textContent).toContain("At the application: saml/audience."));
    expect(check.textContent).toContain("SAML Core 2.0, section 2.5.1.4");
  });

  test("the laid out text says so, and the exact bytes are one press away", async () => {
    const exact = await screen.findByRole("button", { name: "Exact bytes" });
    expect(screen.getByRole("button", { name: "Laid out for reading" }).getAttribute("aria-pressed")).toBe("true");
    await fireEvent.click(exact);
    await waitFor(() => expect(document.querySelectorAll(".code .cm-line")).toHaveLength(1));
    expect(lit(".code")).toBe("https://wiki.example.org/saml/metadata/");
  });

  test("Esc lets go of what is selected", async () => {
    await waitFor(() => expect(lit(".code")).not.toBe(""));
    await fireEvent.keyDown(document.body, { key: "Escape" });
    await waitFor(() => expect(document.querySelector(".lit")).toBeNull());
  });

  test("F6 goes through the panes and comes round", async () => {
    const names: (string | null)[] = [];
    for (let press = 0; press < 4; press++) {
      await fireEvent.keyDown(document.body, { key: "F6" });
      names.push(document.activeElement?.getAttribute("aria-label") ?? null);
    }
    expect(names).toEqual(["Case", "Report", "Message", "Case"]);
  });

  test("nothing in it keeps assistive technology out", async () => {
    await waitFor(() => expect(lit(".code")).not.toBe(""));
    await waitFor(() => {
      for (const fold of document.querySelectorAll("details:not([open])")) fold.setAttribute("open", ""); // its content is made as it opens
      expect(document.body.textContent).toContain("At the application: saml/status.");
    });
    expect(await violations()).toEqual([]);
  });
});

describe("what is missing", () => {
  test("stands under the verdict, and a paste given there is vouched for", async () => {
    const stand = start(UNDETERMINED);
    theCase.load(UNDETERMINED.given);
    await screen.findByText("Cannot be told yet");
    const missing = screen.getByRole("region", { name: "What is missing" });
    await fireEvent.click(within(missing).getAllByRole("button", { name: /^Paste it…/ })[0] as HTMLElement);
    const field = await within(missing).findByRole("textbox", { name: /metadata or signing certificate/ });
    await fireEvent.paste(field, { clipboardData: { getData: () => "<md:EntityDescriptor/>" } });
    await waitFor(() => expect(examined(stand)).toHaveLength(2));
    expect(examined(stand)[1]?.pastes.map((paste) => [paste.role, paste.text?.slice(0, 12)])).toEqual([
      ["capture", "RelayState=%"],
      ["support", "<md:EntityDe"],
    ]);
  });

  test("an identifier is typed in place and becomes an expectation", async () => {
    const stand = start(UNDETERMINED);
    theCase.load(UNDETERMINED.given);
    await fireEvent.input(await screen.findByRole("textbox", { name: "Your application’s entity ID" }), { target: { value: " https://sp.example " } });
    await fireEvent.click(screen.getByRole("button", { name: /^Use it/ }));
    await waitFor(() => expect(examined(stand).at(-1)?.expect).toEqual([["saml.sp.entity_id", "https://sp.example"]]));
  });
});

test("a file that is dropped while a field is open is given there", async () => {
  const stand = start(UNDETERMINED);
  theCase.load(UNDETERMINED.given);
  await fireEvent.click((await screen.findAllByRole("button", { name: /^Paste it…/ }))[0] as HTMLElement);
  await screen.findByRole("textbox", { name: /metadata or signing certificate/ });
  theCase.receive({ pastes: [{ name: "idp.xml", text: "<a/>", role: "capture" }], refused: [] });
  await waitFor(() => expect(examined(stand).at(-1)?.pastes.at(-1)).toEqual({ name: "idp.xml", text: "<a/>", role: "support" }));
});

describe("the case", () => {
  test("a new paste takes the place of what was examined; what is vouched for stays", async () => {
    const stand = start(AUDIENCE);
    theCase.load(AUDIENCE.given);
    await screen.findByText("Rejected");
    await pasted("another");
    await waitFor(() => expect(examined(stand)).toHaveLength(2));
    expect(examined(stand)[1]?.pastes.map((paste) => paste.name)).toEqual(["clipboard", "idp-metadata.xml"]);
    expect(examined(stand)[1]?.pastes[0]?.text).toBe("another");
  });

  test("a paste changes its part, and is removed", async () => {
    const stand = start(AUDIENCE);
    theCase.load(AUDIENCE.given);
    await fireEvent.click(await screen.findByRole("button", { name: "idp-metadata.xml is vouched for; change" }));
    await waitFor(() => expect(examined(stand).at(-1)?.pastes[1]?.role).toBe("capture"));
    await fireEvent.click(screen.getByRole("button", { name: "Remove idp-metadata.xml" }));
    await waitFor(() => expect(examined(stand).at(-1)?.pastes).toHaveLength(1));
  });

  test("files dropped beside a case are asked about before anybody trusts them", async () => {
    const stand = start(AUDIENCE);
    theCase.load(AUDIENCE.given);
    await screen.findByText("Rejected");
    theCase.receive({ pastes: [{ name: "idp.crt", text: "-----BEGIN", role: "capture" }], refused: [{ id: "folder", says: "src is a folder; open or drop the files in it." }] });
    expect((await screen.findByRole("alert")).textContent).toContain("src is a folder");
    expect(examined(stand)).toHaveLength(1);
    await fireEvent.click(await screen.findByRole("button", { name: "I vouch for it" }));
    await waitFor(() => expect(examined(stand).at(-1)?.pastes.at(-1)).toEqual({ name: "idp.crt", text: "-----BEGIN", role: "support" }));
  });

  test("what is changed while an examination runs is examined next; the latest wins", async () => {
    const waiting: ((report: unknown) => void)[] = [];
    const stand = start(AUDIENCE, { examine: () => new Promise((resolve) => waiting.push(resolve)) });
    for (const text of ["first", "second", "third"]) theCase.replace([{ name: "clipboard", text, role: "capture" }]);
    waiting[0]?.({ ...AUDIENCE.report, headline: "Of the first." });
    await waitFor(() => expect(waiting).toHaveLength(2));
    waiting[1]?.({ ...AUDIENCE.report, headline: "Of the third." });
    await screen.findByText("Of the third.");
    expect(examined(stand).map((given) => given.pastes[0]?.text)).toEqual(["first", "third"]);
    expect(screen.queryByText("Of the first.")).toBeNull();
  });

  test("the instant is changed in the head of the window", async () => {
    const stand = start(AUDIENCE);
    theCase.load(AUDIENCE.given);
    await fireEvent.click(await screen.findByRole("button", { name: /17 May 2024, 09:31:05 UTC/ }));
    await fireEvent.click(await screen.findByRole("button", { name: "Now" }));
    await waitFor(() => expect(examined(stand).at(-1)).toMatchObject({ at: "now", skew: "180s" }));
  });
});

describe("when something goes wrong", () => {
  test("a refusal of the program is said plainly, and the last report stays", async () => {
    let fails = false;
    const refuse = () => {
      if (fails) throw { id: "fault", says: "The examination failed; nothing was changed." };
      return AUDIENCE.report;
    };
    start(AUDIENCE, { examine: refuse });
    theCase.load(AUDIENCE.given);
    await screen.findByText("Rejected");
    fails = true;
    theCase.judgeAt("now", null);
    expect((await screen.findByRole("alert")).textContent).toContain("The examination failed; nothing was changed.");
    expect(screen.getByText("Rejected")).toBeTruthy();
  });

  test("input that can't be read says what it looks like and what to paste instead", async () => {
    const at = { layer: 0, start: 0, end: 4 };
    const unread = [{ id: "picture", says: "This is a picture (PNG).", instead: "Copy the text itself, not a picture of it.", at }];
    const layers = [{ id: 0, kind: "paste", name: "shot.png", role: "capture", from: null, length: 4, cracks: [] }];
    const report = { ...AUDIENCE.report, verdict: "undetermined", headline: "There is nothing here to judge.", layers, messages: [], checks: [], causes: [], needs: [], times: [], unread } as unknown as Ready["report"];
    start({ ...AUDIENCE, report }, { layer_bytes: () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]).buffer });
    theCase.load({ ...AUDIENCE.given, pastes: [{ name: "shot.png", held: 1, role: "capture" }] });
    const section = await screen.findByRole("region", { name: "Not read" });
    expect(section.textContent).toContain("This is a picture (PNG).");
    expect(section.textContent).toContain("Copy the text itself");
    expect((await screen.findByRole("region", { name: "Bytes in hexadecimal" })).textContent).toContain("89504e47");
  });

  test("what is pasted is shown as text, never as markup", async () => {
    const evil = "<img src=x onerror=\"document.body.dataset.owned='1'\">";
    const report = structuredClone(AUDIENCE.report);
    report.headline = evil;
    for (const cause of report.causes) Object.assign(cause, { happened: evil, title: evil, remedy: [{ where: evil, what: evil }] });
    for (const message of report.messages) message.fields.push({ name: evil, value: evil, at: null });
    start({ ...AUDIENCE, report });
    theCase.load(AUDIENCE.given);
    await screen.findByText("Rejected");
    expect(document.querySelector("img")).toBeNull();
    expect(screen.getAllByText(evil).length).toBeGreaterThan(4);
  });
});

describe("taking it along", () => {
  test("the report is copied as Markdown", async () => {
    const set = vi.fn();
    document.execCommand = () => document.dispatchEvent(Object.assign(new Event("copy", { cancelable: true }), { clipboardData: { setData: set } }));
    start(AUDIENCE);
    theCase.load(AUDIENCE.given);
    await screen.findByText("Rejected");
    await waitFor(() => expect(theCase.markdown).not.toBeNull());
    await fireEvent.keyDown(document.body, { key: "C", ctrlKey: true, shiftKey: true });
    expect(set).toHaveBeenCalledWith("text/plain", `# ${AUDIENCE.report.headline}\n`);
    expect(await screen.findByText("Copied for a ticket: as Markdown and as rich text.")).toBeTruthy();
  });

  test("the keys are listed under ?", async () => {
    start(AUDIENCE);
    await fireEvent.keyDown(document.body, { key: "?" });
    expect((await screen.findByRole("dialog", { name: "Keys" })).textContent).toContain("Ctrl+Shift+C");
  });
});
