import { json } from "@codemirror/lang-json";
import { xml } from "@codemirror/lang-xml";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { wordAt } from "./word";

function at(text: string, sought: string, language: "xml" | "json") {
  const state = EditorState.create({ doc: text, extensions: language === "xml" ? xml() : json() });
  const word = wordAt(state, text.indexOf(sought), language);
  return word && [word.name, word.attribute, word.inside];
}

const RESPONSE = '<p:Response ID="_1"><s:Conditions NotBefore="2026"><s:Audience>https://sp</s:Audience></s:Conditions></p:Response>';

test("text belongs to its element, an attribute's value to the attribute", () => {
  expect(at(RESPONSE, "https://sp", "xml")).toEqual(["s:Audience", false, null]);
  expect(at(RESPONSE, "2026", "xml")).toEqual(["NotBefore", true, "s:Conditions"]);
  expect(at(RESPONSE, "Response", "xml")).toEqual(["p:Response", false, null]);
});

test("a value belongs to its member, the innermost one", () => {
  const claims = '{"iss": "https://op", "cnf": {"jkt": "abc"}, "aud": ["a", "b"]}';
  expect(at(claims, "https://op", "json")).toEqual(["iss", false, null]);
  expect(at(claims, "abc", "json")).toEqual(["jkt", false, null]);
  expect(at(claims, '"b"', "json")).toEqual(["aud", false, null]);
});

test("broken text is no reason to fail", () => {
  expect(() => at("<a <b", "b", "xml")).not.toThrow();
});
