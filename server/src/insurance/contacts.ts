import { createHash, randomBytes } from "node:crypto";
import { figureAt } from "@wsi/shared/insurance";
import { addMonths, monthOf } from "@wsi/shared/values";
import { sql } from "kysely";
import { inTransaction, type Db, type Tx } from "../db.ts";
import { currentFigures } from "../figures/index.ts";

/**
 * 联系方式: where somebody can be reached. The register holds today's. Of what was before, the history holds a seal and ledger_contacts
 * the value, so that it can be erased in time (个人信息保护法 19, 47) while no event is ever touched: a seal is the SHA-256 of a random salt
 * and the value, checkable while the value is there, and saying nothing once the salt is gone.
 */
const contactFields = ["mobile", "address", "email", "contact", "phone"] as const;
export const isContact = (field: string): boolean => (contactFields as readonly string[]).includes(field);

/** As an event holds it. */
export interface Sealed {
  seal: string;
}

const sealOf = (salt: string, value: string): string =>
  createHash("sha256")
    .update(salt + value)
    .digest("hex");

interface Contact {
  field: string;
  value: string | null;
  personId?: string;
  employerId?: string;
}

/** Puts values away in one statement and answers, in order, what the history may hold of them for ever. */
export async function sealContacts(tx: Tx, today: string, given: readonly Contact[]): Promise<(Sealed | null)[]> {
  const rows = given.map(({ field, value, personId, employerId }) => {
    if (value === null) return null;
    const salt = randomBytes(32).toString("hex");
    return { seal: sealOf(salt, value), salt, value, field, person_id: personId, employer_id: employerId };
  });
  const kept = rows.filter((row) => row !== null);
  if (kept.length > 0)
    await sql`insert into ledger_contacts (seal, salt, value, field, person_id, employer_id, told_on)
      select seal, salt, value, field, person_id, employer_id, ${today}::date
      from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as one (seal text, salt text, value text, field text,
        person_id uuid, employer_id uuid)`.execute(tx);
  return rows.map((row) => row && { seal: row.seal });
}

/** What a seal stands for. Erased: its time was over. Broken: somebody changed what was put away. */
export async function openSeal(
  tx: Tx,
  { seal }: Sealed,
): Promise<{ state: "kept"; value: string } | { state: "erased" | "broken" }> {
  const row = await tx.selectFrom("ledger_contacts").selectAll().where("seal", "=", seal).executeTakeFirst();
  if (!row) return { state: "erased" };
  return sealOf(row.salt, row.value) === seal ? { state: "kept", value: row.value } : { state: "broken" };
}

/** What an act was asked, as its key is known by: which contacts, never to what. */
export const withoutContacts = (changes: Readonly<Record<string, string>>): Record<string, string | true> =>
  Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, isContact(name) ? true : value]));

const erasedAtOnce = 5_000;

/** How long a contact of before is kept, in months. */
export const contactRetention = async (tx: Tx, today: string): Promise<number> =>
  figureAt(await currentFigures(tx), "contact-retention", monthOf(today)).value.months;

/**
 * Erases contacts of before whose term is over. The term is a policy figure (`contact-retention`) and counts from the day the change was
 * told; a term that was changed holds for what is there. Answers how many.
 */
export async function eraseContacts(db: Db, today: string): Promise<number> {
  let erased = 0;
  for (;;) {
    const { n } = await inTransaction(db, async (tx) => {
      const months = await contactRetention(tx, today);
      const last = `${addMonths(monthOf(today), -months)}${today.slice(7)}`;
      const { numDeletedRows } = await tx
        .deleteFrom("ledger_contacts")
        .where(
          "seal",
          "in",
          tx.selectFrom("ledger_contacts").select("seal").where("told_on", "<", dayOf(last)).limit(erasedAtOnce),
        )
        .executeTakeFirstOrThrow();
      return { n: Number(numDeletedRows) };
    });
    erased += n;
    if (n < erasedAtOnce) return erased;
  }
}

/** 31 February is the last of February: no day too early, none refused by the database. */
function dayOf(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${day.slice(0, 7)}-${String(Math.min(date, last)).padStart(2, "0")}`;
}
