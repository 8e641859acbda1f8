/** Keeps the keyboard where the person was: when what has the focus goes away, what stands in its place takes it. */

const LIST = "ul, ol, [role=toolbar]";
const CONTROL = "button:not(:disabled), a[href], input, select, textarea, summary, [tabindex='0']";
const PANE = "[data-pane]";
/** Where the answer stands, or the field for the next question: for a focus whose own pane is gone too. */
const ANSWER = "section[data-pane]:not([aria-label='Case']), main[data-pane]";

/** Where the focus was last: the thing itself, its place in its list, and the pane around it. */
type Was = { at: HTMLElement; list: Element | null; place: number; pane: Element | null };

/** Listens on the window. */
export function keepFocus(window: Window): () => void {
  const { document } = window;
  let was: Was | null = null;

  const focused = (event: FocusEvent) => {
    if (!(event.target instanceof HTMLElement)) return;
    const list = event.target.closest(LIST);
    was = { at: event.target, list, place: list ? controls(list).indexOf(event.target) : -1, pane: event.target.closest(PANE) };
  };
  /** Who lets go of it, and stays, wants no other in its place. */
  const left = () =>
    queueMicrotask(() => {
      if (was?.at.isConnected && document.activeElement === document.body) was = null;
    });
  const changes = new MutationObserver(() => {
    if (!was || was.at.isConnected || document.activeElement !== document.body) return;
    const heir = heirOf(was, document);
    if (!heir) return; // the answer is still on its way
    was = null;
    heir.focus({ preventScroll: true });
  });

  document.addEventListener("focusin", focused);
  document.addEventListener("focusout", left);
  changes.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener("focusin", focused);
    document.removeEventListener("focusout", left);
    changes.disconnect();
  };
}

function heirOf({ list, place, pane }: Was, document: Document): HTMLElement | null {
  const left = list?.isConnected ? controls(list) : [];
  return left[Math.min(Math.max(place, 0), left.length - 1)] ?? (pane?.isConnected ? (pane as HTMLElement) : document.querySelector<HTMLElement>(ANSWER));
}

const controls = (within: Element): HTMLElement[] => [...within.querySelectorAll<HTMLElement>(CONTROL)];
