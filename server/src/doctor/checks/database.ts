import { sql } from "kysely";
import { connections as wanted } from "../../connections.ts";
import { compareMigrations, type Db } from "../../db.ts";
import { bad, good, mind, type Check } from "../check.ts";
import { databaseLate, databaseTrouble } from "../trouble.ts";
import { addressOf } from "./address.ts";

/** Below it gen_random_uuid and pg-boss are missing. */
const OLDEST = 13;
/** What it is tested with, and what docs/OPERATIONS.md asks for. */
const TESTED = 15;

const shared = { settings: ["DATABASE_URL", "DATA_DIR"], late: databaseLate, trouble: databaseTrouble } as const;

async function describe(db: Db) {
  const found = await sql<{
    version: string;
    number: number;
    encoding: string;
    replica: boolean;
    mayCreate: boolean;
    size: string;
  }>`select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      pg_encoding_to_char(encoding) as encoding, pg_is_in_recovery() as replica,
      coalesce(has_schema_privilege(current_schema(), 'create'), false)
        and has_database_privilege(current_database(), 'create') as "mayCreate",
      pg_size_pretty(pg_database_size(current_database())) as size
    from pg_database where datname = current_database()`.execute(db);
  const [row] = found.rows;
  if (!row) throw new Error("PostgreSQL 没有说明自己");
  return row;
}

export const database: Check = {
  id: "database",
  name: "数据库",
  needs: [],
  ...shared,
  async run(world) {
    const { DATABASE_URL: url, DATA_DIR } = world.env;
    if (!world.hasDatabase())
      return bad(
        `没有设置 DATABASE_URL，${DATA_DIR} 里也还没有内置的数据库`,
        "设置 DATABASE_URL，或先启动一次服务，会自动建好",
      );
    const { version, number, encoding, replica, mayCreate, size } = await describe(await world.database());
    const seen = `PostgreSQL ${version}，${url === undefined ? `内置，在 ${DATA_DIR}` : addressOf(url)}，${encoding}，${size}`;
    const major = Math.floor(number / 10_000);
    if (major < OLDEST) return bad(seen, `升级到 PostgreSQL ${TESTED} 以上`);
    if (encoding !== "UTF8") return bad(seen, "数据库必须是 UTF8 编码，请重建：createdb -E UTF8 -T template0 库名");
    if (replica) return bad(`${seen}，只读的备库`, "把 DATABASE_URL 指向主库");
    if (!mayCreate)
      return bad(
        `${seen}，不能建表`,
        "用库的所有者登录，或授权：grant create on database 库名 to 用户；grant create on schema public to 用户",
      );
    return major < TESTED ? mind(seen, `本系统在 PostgreSQL ${TESTED} 以上测试，请安排升级`) : good(seen);
  },
};

export const migrations: Check = {
  id: "migrations",
  name: "数据库结构",
  needs: ["database"],
  ...shared,
  async run(world) {
    const { all, missing, unknown } = await compareMigrations(await world.database());
    if (unknown.length > 0)
      return bad(
        `数据库比程序新：${unknown.length} 个迁移这个版本不认识（${unknown[0]}）`,
        "部署与数据库相同或更新的版本；旧版本不会启动",
      );
    if (missing.length === 0) return good(`${all} 个迁移都已执行`);
    const which = missing.length === all ? "还没有建表" : `第一个是 ${missing[0]}`;
    return bad(
      `${all} 个迁移里有 ${missing.length} 个没有执行，${which}`,
      "启动（或重启）服务，会自动执行：node --import tsx server/src/main.ts",
    );
  },
};

const perProcess = Object.values(wanted).reduce((sum, one) => sum + one, 0);

/** `ours`: of this database, a running service's among them; they are ours to use again. */
export function judgeConnections({ most, used, ours }: { most: number; used: number; ours: number }) {
  const free = most - used;
  const seen = `上限 ${most}，已用 ${used}（本库 ${ours}），每个服务进程最多用 ${perProcess}`;
  if (free + ours >= perProcess) return good(seen);
  return bad(seen, `调大 PostgreSQL 的 max_connections：每个进程 ${perProcess}，再留几个给运维`);
}

export const connections: Check = {
  id: "connections",
  name: "数据库连接数",
  needs: ["database"],
  ...shared,
  async run(world) {
    const found = await sql<{ most: number; used: number; ours: number }>`select
        current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most,
        count(*)::int as used, (count(*) filter (where datname = current_database()))::int as ours
      from pg_stat_activity where datname is not null and pid <> pg_backend_pid()`.execute(await world.database());
    const [row] = found.rows;
    return row ? judgeConnections(row) : bad("PostgreSQL 没有说明连接数");
  },
};
