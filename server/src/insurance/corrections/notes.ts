import type { Scheme } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";

const reversedNote = (number: string): string => `已由更正 ${number} 冲销`;
export const enteredNote = (number: string): string => `按更正 ${number} 重新核定`;
const noteOf = { reversed: reversedNote, entered: enteredNote } as const;

interface Key {
  person_id: string;
  month: string;
  scheme: Scheme;
  number: number;
}
const name = ({ person_id, month, scheme, number }: Key) => `${person_id} ${month} ${scheme} ${number}`;

/** What corrections say beside lines: one range of a small table for all of them. Answers how to find a line's note. */
export async function readNotes(
  tx: Tx,
  of: { personIds: readonly string[]; from: string; to: string },
): Promise<(line: Key) => { note: string } | undefined> {
  const found = new Map<string, string>();
  if (of.personIds.length > 0) {
    const { rows } = await sql<Key & { correction: string; part: "reversed" | "entered" }>`
      select person_id, month, scheme, number, part, correction from ledger_correction_lines
      where person_id = any(${[...of.personIds]}::uuid[]) and month >= ${of.from} and month <= ${of.to}
      order by part`.execute(tx);
    // A line that was entered and reversed again tells both, in that order.
    for (const row of rows)
      found.set(name(row), [found.get(name(row)), noteOf[row.part](row.correction)].filter(Boolean).join("，"));
  }
  return (line) => {
    const note = found.get(name(line));
    return note === undefined ? undefined : { note };
  };
}
