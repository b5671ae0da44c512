import { createHash } from "node:crypto";
import { creditCheckCharacter, idCheckDigit } from "@wsi/shared/values";

/** An ID number of a region that does not exist. `order` 0 … 499 tells apart those born on one day. */
export function inventIdNumber(birthDate: string, sex: "male" | "female", order: number, region = "990101"): string {
  if (!region.startsWith("99")) throw new RangeError("invented people live in region 99");
  const sequence = String(order * 2 + (sex === "male" ? 1 : 0)).padStart(3, "0");
  const first17 = region + birthDate.replaceAll("-", "") + sequence;
  return first17 + idCheckDigit(first17);
}

/** A credit code of division 990000, which does not exist. */
export function inventCreditCode(order: number): string {
  const first17 = `91990000MA${String(order).padStart(7, "0")}`;
  return first17 + creditCheckCharacter(first17);
}

/** The same name, the same UUID, on every machine (RFC 9562 version 8). */
export function uuidOf(name: string): string {
  const hex = createHash("sha256").update(`wsi:${name}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
