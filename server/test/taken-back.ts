import { inTransaction, type Db, type Tx } from "../src/db.ts";

const enough = new Error("enough seen");

/** Works in a transaction that is taken back afterwards, so that the next work finds everything as it was. Faults of the work are thrown. */
export async function takenBack(db: Db, work: (tx: Tx) => Promise<void>): Promise<void> {
  await inTransaction(db, async (tx) => {
    await work(tx);
    throw enough;
  }).catch((error: unknown) => {
    if (error !== enough) throw error;
  });
}
