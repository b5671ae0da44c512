import { createHash, randomBytes } from "node:crypto";

/** A bearer secret for a client, and what of it we keep: its hash, so that a copy of the database opens nothing. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashToken(token) };
}
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");
