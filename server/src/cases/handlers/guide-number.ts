import { createHash } from "node:crypto";

/** Number of a guidance 指引单: nothing in the ledger stands behind it, so it follows from the act's key. */
export const guideNumber = (key: string, today: string): string =>
  `YD${today.replaceAll("-", "")}${(Number.parseInt(createHash("sha256").update(key).digest("hex").slice(0, 8), 16) % 1_000_000).toString().padStart(6, "0")}`;
