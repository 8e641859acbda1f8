/** Where line breaks go into JSON so that it can be read. Text that has breaks of its own is left alone. */
import { Layout, type Insert } from "./layout";

const SHORT_ARRAY = 72;
const INDENT = "  ";

/** JSON laid out for reading. */
export function layOutJson(text: string): Layout {
  return Layout.of(text, text.includes("\n") ? [] : [...breaks(text)]);
}

/** A string, or one sign of structure. */
const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\],:]/g;

function* breaks(text: string): Generator<Insert> {
  let depth = 0;
  let inlineUntil = -1;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const after = index + 1;
    if (index < inlineUntil) continue;
    if (token === "{" || token === "[") {
      const end = inlineEnd(text, index);
      if (end > 0) inlineUntil = end;
      else yield { at: after, space: line(++depth) };
    } else if (token === "}" || token === "]") {
      yield { at: index, space: line((depth = Math.max(0, depth - 1))) };
    } else if (token === ",") yield { at: after, space: line(depth) };
    else if (token === ":" && text[after] !== " ") yield { at: after, space: " " };
  }
}

/** The end of an object or array that is short enough to stay on its line, or 0. */
function inlineEnd(text: string, start: number): number {
  const match = /^(?:\{\s*\}|\[(?:[^[\]{}"]|"(?:[^"\\]|\\.)*")*\])/.exec(text.slice(start, start + SHORT_ARRAY));
  return match ? start + match[0].length : 0;
}

function line(depth: number): string {
  return `\n${INDENT.repeat(Math.min(depth, 40))}`;
}
