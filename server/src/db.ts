/**
 * The database. One PostgreSQL, reached through Kysely; only the connection differs between our own embedded server and
 * `DATABASE_URL`. Every domain owns its tables and says their shape in its `tables.ts`; `Database` below is their sum.
 *
 * How values arrive:
 * - `bigint` → `number`, and an error beyond 2^53 rather than a wrong figure. Money is integer 分 in `bigint`; 2^53 分 is ninety
 *   million million 元. Numbers that are really names (WeChat's MsgId) are `text`. `count()` is a bigint: `fn.countAll<number>()`.
 *   `sum(bigint)` is `numeric` and arrives as text: write `sum(...)::bigint`.
 * - `date` → 'YYYY-MM-DD' (a day in Beijing, never an instant); `timestamptz` → `Date`; `jsonb` → parsed, and handed in as
 *   `JSON.stringify(...)`; `numeric` → text; `bytea` → `Buffer`.
 */
import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Kysely, Migrator, PostgresDialect, sql } from "kysely";
import type { Migration, Transaction } from "kysely";
import { Pool, types as standardTypes } from "pg";
import type { CustomTypesConfig, PoolConfig } from "pg";
import type { VolatileTables } from "./adapters/volatile/tables.ts";
import type { AppointmentTables } from "./appointments/tables.ts";
import type { AuditTables } from "./audit/tables.ts";
import type { InboxTables } from "./bot/inbox/tables.ts";
import type { BroadcastTables } from "./broadcasts/tables.ts";
import type { CaseTables } from "./cases/tables.ts";
import type { WorkTables } from "./cases/work/tables.ts";
import type { CertificateTables } from "./certificates/tables.ts";
import type { CitizenTables } from "./citizens/tables.ts";
import type { DelegationTables } from "./delegation/tables.ts";
import type { DeskTables } from "./desk/tables.ts";
import type { FigureTables } from "./figures/tables.ts";
import type { FollowerTables } from "./followers/tables.ts";
import type { InsuranceTables } from "./insurance/tables.ts";
import type { KnowledgeTables } from "./knowledge/tables.ts";
import type { MenuTables } from "./menus/tables.ts";
import type { OutboxTables } from "./outbox/tables.ts";
import type { QualityTables } from "./quality/tables.ts";
import type { RosterTables } from "./roster/tables.ts";
import type { RollTables } from "./rolls/tables.ts";
import type { StaffTables } from "./staff/tables.ts";

/** Every domain adds its tables here, one line each. */
export interface Database
  extends
    AppointmentTables,
    AuditTables,
    BroadcastTables,
    CaseTables,
    WorkTables,
    CertificateTables,
    CitizenTables,
    DelegationTables,
    DeskTables,
    FigureTables,
    FollowerTables,
    InboxTables,
    InsuranceTables,
    KnowledgeTables,
    MenuTables,
    OutboxTables,
    QualityTables,
    RosterTables,
    RollTables,
    StaffTables,
    VolatileTables {}

export type Db = Kysely<Database>;
/** What a domain function takes first: the caller's transaction. Never reach for an outer `Db` inside one. */
export type Tx = Transaction<Database>;

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError("a bigint column holds more than 2^53: make it text, or mend the figure");
  return value;
}
const INT8 = 20;
const DATE = 1082;
const types: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === INT8) return safeInteger;
    if (oid === DATE) return (text: string) => text;
    return format === "binary" ? standardTypes.getTypeParser(oid, "binary") : standardTypes.getTypeParser(oid, "text");
  }) as typeof standardTypes.getTypeParser,
};

/**
 * Opens a pool. `config` is a URL or pg's own options; `onLost` hears of a connection that broke, idle or in use (the pool replaces
 * it by itself; without a listener Node would end the process). Close with `db.destroy()`.
 */
export function createDb(config: string | PoolConfig, onLost: (error: Error) => void = () => undefined): Db {
  const given = typeof config === "string" ? { connectionString: config } : config;
  const pool = new Pool({
    application_name: "wuhan-social-insurance",
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    ...given,
    types,
  });
  pool.on("error", onLost);
  // The pool listens only while a connection is idle; one that breaks in use would otherwise end the process.
  pool.on("connect", (client) => client.on("error", onLost));
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

const FOLDER = fileURLToPath(new URL("../migrations/", import.meta.url));

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).toSorted();
  const found: Record<string, Migration> = {};
  for (const file of files) {
    const text = await readFile(FOLDER + file, "utf8");
    // Without parameters pg uses the simple protocol, so one file may hold many statements.
    found[file.slice(0, -".sql".length)] = { up: async (db) => void (await sql.raw(text).execute(db)) };
  }
  return found;
}

/**
 * Brings the schema up to date; answers the names of what it applied. Safe when several processes start at once: one applies, the
 * others wait and find nothing to do. All or nothing: a failing file leaves the schema as it was, and is thrown by name.
 * A number range belongs to a domain, so a lower number may arrive after a higher one was applied.
 */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations }, allowUnorderedMigrations: true });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((one) => one.status === "Error")?.migrationName;
    const because = error instanceof Error ? error.message : "unknown";
    throw new Error(failed === undefined ? `migrations: ${because}` : `migration ${failed}: ${because}`, {
      cause: error,
    });
  }
  return (results ?? []).map((one) => one.migrationName);
}

/**
 * How far the schema is: `missing` is not applied yet, `unknown` was applied by a newer program than this one, which then does not
 * start. Changes nothing.
 */
export async function compareMigrations(db: Db): Promise<{ all: number; missing: string[]; unknown: string[] }> {
  const known = Object.keys(await readMigrations());
  const table = await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(db);
  const rows = table.rows[0]?.there
    ? (await sql<{ name: string }>`select name from kysely_migration`.execute(db)).rows
    : [];
  const applied = new Set(rows.map((row) => row.name));
  return {
    all: known.length,
    missing: known.filter((name) => !applied.has(name)),
    unknown: [...applied].filter((name) => !known.includes(name)),
  };
}

/** Runs `work` in one transaction: commits when it answers, rolls back when it throws. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work);
}
