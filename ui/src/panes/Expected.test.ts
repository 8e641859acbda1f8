import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import App from "../App.svelte";
import { theCase } from "../case.svelte";
import type { Given } from "../core/host";
import { program, type Program, type Ready } from "../fixtures/program";
import audience from "../fixtures/rejected-saml-audience.json";
import { shell } from "../shell.svelte";

const AUDIENCE = audience as unknown as Ready;
let stand: Program;

async function opened(answers: Parameters<typeof program>[1] = {}) {
  stand = program(AUDIENCE, answers);
  mockIPC(stand.answer);
  render(App);
  theCase.load(AUDIENCE.given);
  await screen.findByRole("region", { name: "Checks" }); // made behind the first frame
  await fireEvent.keyDown(document.body, { key: "2", ctrlKey: true });
}

const examined = () => stand.asked.filter(([name]) => name === "examine").map(([, args]) => (args as { given: Given }).given);

beforeEach(() => {
  theCase.clear();
  shell.turnTo("message");
  shell.close();
});
afterEach(clearMocks);

describe("what is expected", () => {
  test("is judged by as it is typed, and forgotten when it is taken out", async () => {
    await opened();
    const field = await screen.findByRole("textbox", { name: "ACS URL" });
    await fireEvent.input(field, { target: { value: " https://wiki.example.org/acs " } });
    await waitFor(() => expect(examined().at(-1)?.expect).toContainEqual(["saml.sp.acs", "https://wiki.example.org/acs"]));
    await fireEvent.input(field, { target: { value: "" } });
    await waitFor(() => expect(examined().at(-1)?.expect.some(([key]) => key === "saml.sp.acs")).toBe(false));
  });

  test("shows the fields of what is in the case", async () => {
    await opened();
    expect(await screen.findByRole("group", { name: "SAML: the application" })).toBeTruthy();
    expect(screen.queryByRole("group", { name: "OpenID Connect" })).toBeNull();
  });

  test("goes back to the message when somebody wants to see the bytes", async () => {
    await opened();
    await screen.findByRole("textbox", { name: "ACS URL" });
    await fireEvent.click(screen.getAllByRole("button", { name: "Show the bytes" })[0] as HTMLElement);
    await waitFor(() => expect(screen.queryByRole("textbox", { name: "ACS URL" })).toBeNull());
  });
});

describe("a key with a password", () => {
  const key = { name: "sp.key", role: "support", held: 4, locked: true } as const;

  test("asks for it, says when it is wrong, and counts once it is right", async () => {
    const tried: string[] = [];
    const unlock = ({ password }: { password: string }) => {
      tried.push(password);
      if (password !== "right") throw { id: "key-wrong-password", says: "the password does not open sp.key" };
      return null;
    };
    await opened({ open_keys: () => [key], unlock });
    await fireEvent.click(await screen.findByRole("button", { name: "Open a key…" }));
    const field = await screen.findByLabelText<HTMLInputElement>("Password of sp.key");
    expect(field.type).toBe("password");
    for (const password of ["wrong", "right"]) {
      await fireEvent.input(field, { target: { value: password } });
      await fireEvent.click(screen.getByRole("button", { name: "Unlock" }));
      if (password === "wrong") expect((await screen.findByRole("alert")).textContent).toContain("does not open sp.key");
    }
    await waitFor(() => expect(screen.queryByLabelText("Password of sp.key")).toBeNull());
    expect(tried).toEqual(["wrong", "right"]);
    expect(examined().at(-1)?.keys).toEqual([{ ...key, locked: false }]);
  });

  test("a secret that was typed is known by its number from then on", async () => {
    await opened();
    await fireEvent.input(await screen.findByLabelText("Client secret"), { target: { value: "s3cr3t" } });
    await fireEvent.click(screen.getByRole("button", { name: "Lend it" }));
    await waitFor(() => expect(examined().at(-1)?.keys).toEqual([{ name: "client secret", role: "support", held: 9 }]));
    expect(JSON.stringify(examined().at(-1))).not.toContain("s3cr3t");
  });
});

describe("the palette", () => {
  test("finds a check by its words and goes there", async () => {
    await opened();
    await fireEvent.keyDown(document.body, { key: "k", ctrlKey: true });
    const field = await screen.findByRole("combobox", { name: "What are you looking for?" });
    await fireEvent.input(field, { target: { value: "saml/audience" } });
    const found = within(screen.getByRole("listbox")).getAllByRole("option");
    expect(found[0]?.textContent).toContain("saml/audience");
    await fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect((document.getElementById("check-saml/audience") as HTMLDetailsElement).open).toBe(true));
    expect(screen.queryByRole("combobox", { name: "What are you looking for?" })).toBeNull();
  });
});

describe("handing over", () => {
  test("a person is hidden unless somebody wants it otherwise, and what is copied is what is shown", async () => {
    await opened({ rendered: ({ hidden }: { hidden: { value: string; instead: string }[] }) => hidden.reduce((text, { value, instead }) => text.replaceAll(value, instead), "zoe@example.com at https://idp.example/x") });
    await fireEvent.keyDown(document.body, { key: "S", ctrlKey: true, shiftKey: true });
    const shown = await screen.findByRole("region", { name: "What leaves" });
    await waitFor(() => expect(shown.textContent).toBe("[person 1] at https://idp.example/x"));
    await fireEvent.click(screen.getByRole("checkbox", { name: "zoe@example.com" }));
    await waitFor(() => expect(shown.textContent).toBe("zoe@example.com at https://idp.example/x"));
  });
});
