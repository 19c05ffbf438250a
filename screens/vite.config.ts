// How the screens are built: four pages, relative paths, nothing inline, so that the hall can
// serve them under a content security policy without exceptions.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const pages = ["index.html", "console/index.html", "tablet/index.html", "display/index.html"];

export default defineConfig({
  base: "./",
  plugins: [svelte()],
  build: {
    outDir: "../hall_server/web/screens",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: pages },
  },
  server: { host: "127.0.0.1" },
  resolve: process.env.VITEST === undefined ? {} : { conditions: ["browser"] },
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.ts"],
    restoreMocks: true,
  },
});
