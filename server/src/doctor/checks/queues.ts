import { countStuck as countUnanswered } from "../../bot/inbox/index.ts";
import { countOwed, countStuck, countUnsure, countWaiting } from "../../outbox/index.ts";
import { bad, good, mind, type Check } from "../check.ts";
import { databaseLate, databaseTrouble } from "../trouble.ts";

/** Longer than any pause between two tries while WeChat is well. */
const STUCK_MS = 10 * 60_000;

const shared = { needs: ["migrations"], settings: [], late: databaseLate, trouble: databaseTrouble } as const;
const workers = "看有没有 ROLE=worker（或 all）的服务进程在运行，日志里有什么";

export const outbox: Check = {
  id: "outbox",
  name: "发件箱",
  ...shared,
  async run(world) {
    const db = await world.database();
    const since = new Date(world.clock.now().getTime() - STUCK_MS);
    const [waiting, unsure, stuck, owed] = await Promise.all([
      countWaiting(db),
      countUnsure(db),
      countStuck(db, since),
      countOwed(db),
    ]);
    const seen = `待发 ${waiting}，超过 10 分钟没发出 ${stuck}，发送失败或结果不明 ${unsure}，发出后没记好的 ${owed}`;
    const steps = [
      ...(unsure > 0
        ? [
            "查看结果不明的：select id, kind, state, because, advice from outbox where state in ('failed','unknown')；不会自动重发，请人工处理",
          ]
        : []),
      ...(owed > 0 ? ["发出后没记好的会自动再试；一直不减少时看日志里 outbox 的错误"] : []),
    ];
    if (stuck > 0) return bad(seen, workers, ...steps);
    return steps.length > 0 ? mind(seen, ...steps) : good(seen);
  },
};

export const inbox: Check = {
  id: "inbox",
  name: "收件箱",
  ...shared,
  async run(world) {
    const since = new Date(world.clock.now().getTime() - STUCK_MS);
    const stuck = await countUnanswered(await world.database(), since);
    if (stuck === 0) return good("微信发来的消息都有了答复");
    return bad(`${stuck} 条消息收下超过 10 分钟还没有答复`, workers);
  },
};
