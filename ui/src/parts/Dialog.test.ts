import { fireEvent, render } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { expect, test, vi } from "vitest";
import Dialog from "./Dialog.svelte";

const children = createRawSnippet(() => ({ render: () => "<p>Words</p>" }));

function opened() {
  HTMLDialogElement.prototype.showModal ??= () => {}; // jsdom has none
  HTMLDialogElement.prototype.close ??= () => {};
  const onclose = vi.fn();
  const { container, unmount } = render(Dialog, { title: "One", children, onclose });
  const node = container.querySelector("dialog");
  if (!node) throw new Error("no dialog");
  return { node, onclose, unmount };
}

test("Esc closes it", async () => {
  const { node, onclose } = opened();
  await fireEvent(node, new Event("close"));
  expect(onclose).toHaveBeenCalledOnce();
});

test("what a browser tells of it after it is gone closes no other dialog", async () => {
  const { node, onclose, unmount } = opened();
  unmount();
  await fireEvent(node, new Event("close"));
  expect(onclose).not.toHaveBeenCalled();
});
