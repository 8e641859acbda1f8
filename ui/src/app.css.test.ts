/** Every pair of colours that is used for text or for a control's edge, held to WCAG 2.2 AA in light and dark. */
import { describe, expect, test } from "vitest";
import css from "./app.css?raw";

const tokens = Object.fromEntries(
  Array.from(css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g), ([, name, light, dark]) => [name, { light, dark }]),
);

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const TEXT: [string, string[]][] = [
  ["ink", ["paper", "sheet", "sunk", "hover", "accent-soft", "pass-soft", "fail-soft", "open-soft"]],
  ["ink-2", ["paper", "sheet", "sunk", "hover", "accent-soft", "pass-soft", "fail-soft", "open-soft"]],
  ["ink-3", ["paper", "sheet", "sunk", "hover"]],
  ["accent", ["paper", "sheet", "accent-soft"]],
  ["pass", ["paper", "sheet", "hover", "pass-soft"]],
  ["fail", ["paper", "sheet", "hover", "fail-soft"]],
  ["open", ["paper", "sheet", "hover", "open-soft"]],
  ["sheet", ["ink"]],
];

describe.each(["light", "dark"] as const)("%s", (theme) => {
  const of = (name: string) => tokens[name]?.[theme] ?? "missing";

  test.each(TEXT)("text in %s can be read on %j", (text, grounds) => {
    for (const ground of grounds) expect(contrast(of(text), of(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  test.each(["paper", "sheet"])("the edge of a control can be seen on %s", (ground) => {
    expect(contrast(of("line-strong"), of(ground))).toBeGreaterThanOrEqual(3);
  });
});
