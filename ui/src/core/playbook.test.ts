import { expect, test } from "vitest";
import { playbook } from "./playbook";

test("expectations become sections, and values are quoted", () => {
  const text = playbook([
    ["saml.sp.entity_id", "https://sp.example"],
    ["oidc.rp.client_id", 'a"b'],
    ["saml.sp.acs", "https://sp.example/acs"],
  ]);
  expect(text).toBe('schema = "ssoscope-playbook/1"\n\n[saml.sp]\nentity_id = "https://sp.example"\nacs = "https://sp.example/acs"\n\n[oidc.rp]\nclient_id = "a\\"b"\n');
});
