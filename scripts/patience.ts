// How long a test waits for what must become true. Left alone it is a second, which is a guess about the machine; here it ends as soon as
// the thing is true, and only a test that fails waits so long.
import { vi } from "vitest";

const PATIENCE_MS = 10_000;
const { waitFor } = vi;
vi.waitFor = (what, options) =>
  waitFor(what, typeof options === "number" ? options : { timeout: PATIENCE_MS, ...options });

if ("document" in globalThis) {
  const { configure } = await import("@testing-library/dom");
  configure({ asyncUtilTimeout: PATIENCE_MS });
}
