import { createHash, randomInt } from "node:crypto";
import { certificateDays, type CertificatePurpose } from "@wsi/shared/items";
import { addDays, IdNumber } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import { writePaper, type Paper } from "./paper.ts";

export interface Certificate {
  number: string;
  code: string;
  paper: Paper;
  hash: string;
  issuedOn: string;
  validUntil: string;
}

/** Read out and typed by people: nothing that looks like something else. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const codeLength = 12;

/** One text for one paper, whatever order its keys come back from the database in. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`;
}
const hashOf = (number: string, paper: Paper): string =>
  createHash("sha256")
    .update(`${number} ${canonical(paper)}`)
    .digest("hex");

/** Issues a certificate, once for a key, of what the ledger holds today. */
export async function issueCertificate(
  tx: Tx,
  core: Pick<CoreInsurance, "getPerson" | "payments">,
  asked: { personId: string; key: string; today: string; purpose: CertificatePurpose; from: string; to: string },
): Promise<Certificate> {
  const before = await findCertificate(tx, { key: asked.key });
  if (before) return before;
  const { personId, key, today, purpose, from, to } = asked;
  const person = await core.getPerson(tx, personId);
  const payments = await core.payments(tx, personId, { from, to });
  const paper = writePaper({
    purpose,
    name: person.name,
    idNumber: IdNumber.mask(person.idNumber),
    from,
    to,
    payments,
    asOf: today,
  });
  const { rows } = await sql<{ n: string }>`select nextval('certificate_numbers') as n`.execute(tx);
  const number = `ZM${today.replaceAll("-", "")}${String(rows[0]?.n ?? 0).padStart(6, "0")}`;
  const code = Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join("");
  const issued = {
    number,
    code,
    paper,
    hash: hashOf(number, paper),
    issuedOn: today,
    validUntil: addDays(today, certificateDays),
  };
  await tx
    .insertInto("certificates")
    .values({
      number,
      code,
      person_id: personId,
      effect_key: key,
      paper: JSON.stringify(paper),
      hash: issued.hash,
      issued_on: issued.issuedOn,
      valid_until: issued.validUntil,
    })
    .execute();
  return issued;
}

/** Its words are there; they go with the content of the case that issued it. */
const whole = sql<boolean>`paper <> '{}'::jsonb`;

/** Erases what the paper of an act says; number, check code, digest and days stay, so that it can still be told from a forgery. */
export async function forgetPaper(tx: Tx, key: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("certificates")
    .set({ paper: "{}" })
    .where("effect_key", "=", key)
    .where(whole)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** By the key of the act that issued it, or by its number. One whose words were erased says nothing any more and is not found. */
export async function findCertificate(
  tx: Tx,
  by: { key: string } | { number: string },
): Promise<Certificate | undefined> {
  const row = await tx
    .selectFrom("certificates")
    .selectAll()
    .where("key" in by ? "effect_key" : "number", "=", "key" in by ? by.key : by.number)
    .where(whole)
    .executeTakeFirst();
  return (
    row && {
      number: row.number,
      code: row.code,
      paper: row.paper,
      hash: row.hash,
      issuedOn: row.issued_on,
      validUntil: row.valid_until,
    }
  );
}

export type Verdict =
  | { outcome: "true" | "expired"; certificate: Certificate }
  /** It was ours; its term is over and what it said is erased. */
  | { outcome: "erased"; number: string; issuedOn: string; validUntil: string }
  | { outcome: "unknown" };

/** What whoever holds the paper may learn: that it is ours, what it says, and whether it is still valid. Number and code must fit. */
export async function verifyCertificate(
  tx: Tx,
  given: { number: string; code: string },
  today: string,
): Promise<Verdict> {
  const number = given.number.trim().toUpperCase();
  const found = await findCertificate(tx, { number });
  if (!found) return erasedOne(tx, number, given.code);
  if (found.code !== given.code.trim().toUpperCase()) return { outcome: "unknown" };
  // A row that was changed by hand is no certificate of ours.
  if (hashOf(found.number, found.paper) !== found.hash) return { outcome: "unknown" };
  return { outcome: found.validUntil < today ? "expired" : "true", certificate: found };
}

async function erasedOne(tx: Tx, number: string, code: string): Promise<Verdict> {
  const row = await tx
    .selectFrom("certificates")
    .select(["code", "issued_on", "valid_until"])
    .where("number", "=", number)
    .executeTakeFirst();
  if (!row || row.code !== code.trim().toUpperCase()) return { outcome: "unknown" };
  return { outcome: "erased", number, issuedOn: row.issued_on, validUntil: row.valid_until };
}
