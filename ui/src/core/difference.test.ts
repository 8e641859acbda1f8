import { expect, test } from "vitest";
import { difference } from "./difference";

const marked = (pieces: { text: string; same: boolean }[]) => pieces.map((p) => (p.same ? p.text : `[${p.text}]`)).join("");

test.each([
  ["a slash more", "https://app.example/sp", "https://app.example/sp/", "https://app.example/sp", "https://app.example/sp[/]"],
  ["http for https", "https://app.example", "http://app.example", "http[s]://app.example", "http://app.example"],
  ["another case", "https://App.example", "https://app.example", "https://[A]pp.example", "https://[a]pp.example"],
  ["a space at the end", "spn:app1", "spn:app1 ", "spn:app1", "spn:app1[ ]"],
  ["an astral character", "tenant-😀-a", "tenant-😁-a", "tenant-[😀]-a", "tenant-[😁]-a"],
  ["two places", "https://app.example:443/acs", "http://app.example/acs", "http[s]://app.example[:443]/acs", "http://app.example/acs"],
])("%s is marked", (_name, expected, observed, left, right) => {
  const found = difference(expected, observed);
  expect(found && marked(found.expected)).toBe(left);
  expect(found && marked(found.observed)).toBe(right);
});

test("the difference is said for those who do not see the marks", () => {
  expect(difference("https://a.example", "http://a.example/")?.says).toBe(
    "They differ: only in the observed: “/”; only in the expected: “s”.",
  );
});

test("what is equal, far apart or very long is not marked", () => {
  expect(difference("same", "same")).toBeNull();
  expect(difference("https://one.example/sp", "urn:amazon:webservices")).toBeNull();
  expect(difference("x".repeat(500), `${"x".repeat(500)}y`)).toBeNull();
});
