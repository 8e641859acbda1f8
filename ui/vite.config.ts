import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  clearScreen: false,
  server: { port: 5173, strictPort: true, host: "127.0.0.1" },
  build: {
    target: "safari16",
    modulePreload: { polyfill: false },
    cssCodeSplit: false, // a few hundred bytes, which a part that comes later would wait for
    assetsInlineLimit: 0, // no data: URLs, so the Content Security Policy can stay at 'self'
    reportCompressedSize: false,
  },
  // generous, for a machine that has much else to do
  test: { testTimeout: 30_000, environment: "jsdom", include: ["src/**/*.test.ts"], setupFiles: ["src/fixtures/jsdom.ts"], css: true },
});
