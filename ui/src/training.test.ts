import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import App from "./App.svelte";
import { theCase } from "./case.svelte";
import { program, type Ready } from "./fixtures/program";
import audience from "./fixtures/rejected-saml-audience.json";
import { training } from "./training.svelte";

afterEach(() => {
  training.stop();
  theCase.clear();
  clearMocks();
});

test("practice tells the story and gives nothing away until somebody has guessed", async () => {
  mockIPC(program(audience as unknown as Ready).answer);
  render(App);
  await fireEvent.click(await screen.findByText(/Practise/));
  await screen.findByText("What is wrong here?");
  await waitFor(() => expect(document.querySelector(".message")).not.toBeNull());
  expect(screen.queryByText("Rejected")).toBeNull();
  expect(document.querySelector(".failing, .lit")).toBeNull();
  const right = training.current?.title ?? "";
  await fireEvent.click(screen.getByText(right));
  await screen.findByText("That is it.");
  await screen.findByText("Rejected");
  expect(screen.getByText("1 of 1 so far.")).toBeTruthy();
  await waitFor(() => expect(document.querySelector(".lit")).not.toBeNull());
});
