/**
 * A process that submits one case and is killed -9 on the way: before its n-th statement, before it commits, or after the commit and
 * before anybody is told. Run by cases/kill.test.ts; prints how many statements it took when it is let live.
 */
import process from "node:process";
import { embeddedCoreInsurance } from "../src/adapters/core-insurance/embedded.ts";
import { submit } from "../src/cases/index.ts";
import { findBoundMobile } from "../src/citizens/index.ts";
import { createDb, inTransaction } from "../src/db.ts";
import { isRefusal } from "../src/refusal.ts";
import { dyingStatements } from "./dying-statements.ts";

const { DATABASE_URL, PERSON, CASE, KEY, REVISION, SIGNATURE, DIE } = process.env as Record<string, string>;
const counted = dyingStatements(DIE);
const db = createDb(DATABASE_URL ?? "");
// Nobody is looked for by name here.
const volatile = { hit: async () => ({ count: 1, resetsInMs: 0 }) };
const parts = { core: embeddedCoreInsurance, mobileOf: findBoundMobile, volatile };
const given = { id: CASE ?? "", key: KEY ?? "", revision: Number(REVISION), signature: SIGNATURE };
const answer = await inTransaction(db, (tx) => submit(parts, tx, PERSON ?? "", given, new Date()));
await db.destroy();
console.log(
  JSON.stringify(isRefusal(answer) ? { refused: answer.body } : { number: answer.number, statements: counted() }),
);
