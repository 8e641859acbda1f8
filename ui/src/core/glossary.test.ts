import { describe, expect, test } from "vitest";
import { entry } from "./glossary";
import { OIDC } from "./glossary/oidc";
import { SAML } from "./glossary/saml";

const xml = (name: string, inside: string | null = null, attribute = false) => entry({ language: "xml", name, inside, attribute });

test("a word is found by its local name, and by the element around it where that matters", () => {
  expect(xml("saml:Audience")?.spec).toBe("SAML Core 2.0, 2.5.1.4");
  expect(xml("NotOnOrAfter", "saml:Conditions", true)?.spec).toBe("SAML Core 2.0, 2.5.1.2");
  expect(xml("NotOnOrAfter", "saml2:SubjectConfirmationData", true)?.spec).toBe("SAML Core 2.0, 2.4.1.2");
  expect(entry({ language: "json", name: "aud" })?.spec).toBe("RFC 7519, 4.1.3");
});

test("a word that is none of ours is not explained, whatever it is called", () => {
  for (const name of ["constructor", "__proto__", "toString", "Unheard"]) {
    expect(xml(name)).toBeNull();
    expect(entry({ language: "json", name })).toBeNull();
  }
});

describe.each(Object.entries({ ...SAML, ...OIDC }))("%s", (_, { says, spec }) => {
  test("is a short sentence with a source", () => {
    expect(says).toMatch(/^[^a-z].{10,118}\.$/u);
    expect(spec).toMatch(/\d/);
  });
});
