import { describe, expect, test } from "vitest";
import { layOutJson } from "./layout-json";
import { layOutXml } from "./layout-xml";

const RESPONSE =
  '<?xml version="1.0"?><p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0" IssueInstant="2024-05-17T09:31:02Z">' +
  '<Issuer>https://idp.example</Issuer><a></a><b x="1>2"/><!-- <not a="tag"> --><c><![CDATA[<d>]]></c>text</p:Response>';
const TOKEN = '{"iss":"https://op.example","aud":["app","other"],"n":{"a":[{"b":1}],"e":{}},"s":"a,b:{\\"c\\"}"}';

describe.each([
  ["xml", layOutXml, RESPONSE],
  ["json", layOutJson, TOKEN],
] as const)("%s", (_name, layOut, text) => {
  const layout = layOut(text);

  test("only white space is put in", () => {
    expect(layout.changes).toBe(true);
    expect(layout.shown.replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
  });

  test("every character is shown where the layout says, and traced back", () => {
    for (let at = 0; at < text.length; at++) {
      expect(layout.shown[layout.toShown(at)]).toBe(text[at]);
      expect(layout.toText(layout.toShown(at))).toBe(at);
    }
    expect(layout.endToShown(text.length)).toBe(layout.shown.length);
  });
});

test("xml reads as an indented tree, a long tag with an attribute a line", () => {
  expect(layOutXml(RESPONSE).shown.split("\n")).toEqual([
    '<?xml version="1.0"?>',
    "<p:Response",
    '   xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol"',
    '   ID="_1"',
    '   Version="2.0"',
    '   IssueInstant="2024-05-17T09:31:02Z">',
    "  <Issuer>https://idp.example</Issuer>",
    "  <a></a>",
    '  <b x="1>2"/>',
    '  <!-- <not a="tag"> -->',
    "  <c>",
    "    <![CDATA[<d>]]>",
    "  </c>text</p:Response>",
  ]);
});

test("json reads as an indented tree, a short array on one line", () => {
  expect(layOutJson(TOKEN).shown.split("\n")).toEqual([
    "{",
    '  "iss": "https://op.example",',
    '  "aud": ["app","other"],',
    '  "n": {',
    '    "a": [',
    "      {",
    '        "b": 1',
    "      }",
    "    ],",
    '    "e": {}',
    "  },",
    '  "s": "a,b:{\\"c\\"}"',
    "}",
  ]);
});

test("text that has breaks of its own keeps them", () => {
  expect(layOutXml("<a>\n <b/>\n</a>").changes).toBe(false);
  expect(layOutJson('{\n"a":1}').changes).toBe(false);
});

test("a position inside what was put in stands for what follows it", () => {
  const layout = layOutXml("<a><b/></a>");
  expect(layout.toText(4)).toBe(3);
});

test.each(["<a", "<<<>>>", '{"a', "[[[", "", "<a b='", "\0"])("half a message is laid out as far as it goes: %j", (text) => {
  expect(layOutXml(text).shown.replace(/\n */g, "")).toBe(text);
  expect(layOutJson(text).shown.replace(/\n */g, "")).toBe(text);
});

test("a megabyte of one line is laid out in well under a second", () => {
  const text = `<r>${"<a b='1'>x</a>".repeat(70_000)}</r>`;
  const started = performance.now();
  layOutXml(text);
  expect(performance.now() - started).toBeLessThan(1500);
});
