/** Goes to a part of the report. */

/** Opens a check, and what it is folded into, and brings it into view. */
export function goToCheck(id: string): void {
  const row = () => document.getElementById(`check-${id}`);
  if (!row()) {
    // its group is made as it is opened
    for (const fold of document.querySelectorAll<HTMLDetailsElement>("[aria-label='Checks'] details.fold")) fold.open = true;
  }
  setTimeout(() => reveal(row()));
}

function reveal(row: HTMLElement | null): void {
  for (let fold = row?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  row?.scrollIntoView({ block: "center" });
  row?.querySelector("summary")?.focus({ preventScroll: true });
}
