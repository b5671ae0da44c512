import { sql } from "kysely";
import { bad, good, mind, skipped, type Check } from "../check.ts";
import type { World } from "../world.ts";

/** Beyond it times at the desk and on signatures are no longer believed. */
const MOST_MS = 30_000;
const NOTICEABLE_MS = 5_000;

/** How far our clock is ahead of theirs, in milliseconds: they looked at it about halfway between question and answer. */
async function ahead(world: World, ask: () => Promise<number>): Promise<number> {
  const before = world.clock.now().getTime();
  const theirs = await ask();
  return (before + world.clock.now().getTime()) / 2 - theirs;
}

async function aheadOfDatabase(world: World): Promise<number> {
  if (!world.hasDatabase()) throw new Error("there is no database");
  const db = await world.database();
  // Connecting takes longer than asking: it must not count as distance.
  await sql`select 1`.execute(db);
  return ahead(world, async () => {
    const found = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
    return found.rows[0]?.now.getTime() ?? Number.NaN;
  });
}

const told = (ms: number) => `${ms >= 0 ? "快" : "慢"} ${(Math.abs(ms) / 1000).toFixed(1)} 秒`;

export const clock: Check = {
  id: "clock",
  name: "时钟",
  needs: [],
  settings: ["WECHAT_API_BASE"],
  late: mind("微信和数据库都没有及时答复，没有比较成", "先解决其他项，再运行一次 npm run doctor"),
  async run(world) {
    const compared = await Promise.all(
      [
        { name: "微信", ms: ahead(world, () => world.wechat.time()) },
        { name: "数据库", ms: aheadOfDatabase(world) },
      ].map(async ({ name, ms }) => ({ name, ms: await ms.catch(() => undefined) })),
    );
    const known = compared.flatMap(({ name, ms }) => (ms === undefined ? [] : [{ name, ms }]));
    const unknown = compared.filter((one) => one.ms === undefined).map((one) => `${one.name}没有答复，没有比较`);
    if (known.length === 0) return skipped("微信和数据库都没有答复，没有可以比较的");
    const seen = [...known.map(({ name, ms }) => `本机比${name}${told(ms)}`), ...unknown].join("；");
    const worst = Math.max(...known.map(({ ms }) => Math.abs(ms)));
    const steps = "打开时间同步：timedatectl set-ntp true（或 chrony），本机和数据库服务器都要；再用 timedatectl 查看";
    if (worst > MOST_MS) return bad(seen, steps, "差得多时微信的消息会被当成伪造的拒收，客服的计时也不对");
    return worst > NOTICEABLE_MS ? mind(seen, steps) : good(seen);
  },
};
