import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

const banned = (...patterns) => ["error", { patterns }];
const TAURI = { group: ["@tauri-apps/*"], message: "core/host.ts is the only file that talks to the program." };

export default ts.config(
  { ignores: ["dist", "node_modules", "src/core/report.ts"] },
  js.configs.recommended,
  ts.configs.strict,
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "no-undef": "off", // the compiler knows better
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "svelte/no-at-html-tags": "error", // what is pasted is shown as text
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"] } },
    rules: { "prefer-const": "off", "svelte/prefer-const": ["error", { destructuring: "all" }] },
  },
  {
    files: ["src/**"],
    ignores: ["src/core/host.ts", "src/**/*.test.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": banned(TAURI) },
  },
  {
    files: ["src/core/**"],
    ignores: ["src/core/host.ts", "src/**/*.test.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": banned(TAURI, {
        group: ["../*"],
        message: "core/ stands on nothing of the window.",
      }),
    },
  },
  {
    files: ["src/parts/**"],
    rules: {
      "@typescript-eslint/no-restricted-imports": banned(TAURI, {
        group: ["../*"],
        allowTypeImports: true,
        message: "parts/ know no protocol: give them what they need.",
      }),
    },
  },
);
