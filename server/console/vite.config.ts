import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The server serves the build under /console/; `vite server/console` works against a server on its usual port. */
export default defineConfig({
  base: "/console/",
  plugins: [react()],
  build: {
    outDir: "../../dist/console",
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 900,
    // One sheet in one order: a room must not look different by what was visited before it.
    cssCodeSplit: false,
    rollupOptions: {
      output: {
        manualChunks: (id) => (/node_modules\/(react|react-dom|scheduler)\//.test(id) ? "react" : undefined),
        // Many small files are as many trips to the server.
        experimentalMinChunkSize: 16_000,
      },
    },
  },
  server: { host: "127.0.0.1", port: 5174, proxy: { "/console/api": "http://127.0.0.1:3000" } },
});
