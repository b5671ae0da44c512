/**
 * A process that erases what is due and is killed -9 on the way: before its n-th statement, before it commits, or after the commit and
 * before anybody is told. Run by cases/erasure/kill.test.ts; prints how many statements it took when it is let live.
 */
import process from "node:process";
import { eraseDueCases } from "../src/cases/index.ts";
import { createDb } from "../src/db.ts";
import { forgetCase } from "../src/desk/index.ts";
import { dyingStatements } from "./dying-statements.ts";

const { DATABASE_URL, NOW, DIE } = process.env as Record<string, string>;
const counted = dyingStatements(DIE);
const db = createDb(DATABASE_URL ?? "");
const parts = { db, log: { error: () => undefined }, elsewhere: forgetCase, count: () => undefined };
const answer = await eraseDueCases(parts, new Date(NOW ?? ""));
await db.destroy();
console.log(JSON.stringify({ ...answer, statements: counted() }));
