import { describe, expect, test } from "vitest";
import { disclosed, hide, without } from "./disclosed";

const TEXT = "mira.solberg@halden.example signed in from 10.2.3.4 at https://login.halden.example/saml as msolberg, in _89ee9a2b0e3b2bf1cad349106dc0bb438feea1a1; mira.solberg@halden.example again.";

describe("what a text says of people and places", () => {
  const found = disclosed(TEXT, ["msolberg", "nobody", "ab"]);

  test("is found by its form, and by what the messages say of people", () => {
    expect(found.map(({ kind, value, count }) => [kind, value, count])).toEqual([
      ["person", "msolberg", 1],
      ["person", "mira.solberg@halden.example", 2],
      ["address", "10.2.3.4", 1],
      ["host", "login.halden.example", 1],
      ["identifier", "_89ee9a2b0e3b2bf1cad349106dc0bb438feea1a1", 1],
    ]);
  });

  test("is hidden alike wherever it stands, and what is not hidden stays", () => {
    const hidden = hide(found.filter(({ kind }) => kind !== "host"));
    const left = without(hidden)(TEXT);
    expect(left).toBe("[person 2] signed in from [address 1] at https://login.halden.example/saml as [person 1], in [id 1]; [person 2] again.");
  });

  test("a value inside another does not leave the other in pieces", () => {
    const hidden = [
      { value: "mira", instead: "[1]" },
      { value: "mira.solberg@halden.example", instead: "[2]" },
    ];
    expect(without(hidden)(TEXT)).not.toContain("solberg@halden");
  });

  test("a section that is cited is no address", () => {
    const text = "10.2.3.4 breaks SAML Core 2.0 2.5.1.4";
    expect(disclosed(text, [], new Set(["2.5.1.4"])).map(({ value }) => value)).toEqual(["10.2.3.4"]);
  });

  test("its order is by kind where the text gives it away", () => expect(disclosed("no one here", [])).toEqual([]));
});
