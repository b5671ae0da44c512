import type { Agent } from "../world/service-desk.ts";
import type { Follower } from "../world/followers.ts";
import type { World } from "../world/index.ts";
import { fine, get, post, text, type Call, type Endpoint } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";

const MOST_AGENTS = 100;
const PREFIX = 10;
const PERIOD_S = 24 * 3600;
const MOST_RECORDS = 10_000;

/** prefix@the account's own id; letters and digits, ten of them at most (WeChat's page on customer-service accounts). */
function checkName({ account: { settings } }: World, account: string): void {
  const [prefix = "", suffix, ...more] = account.split("@");
  need(prefix !== "" && suffix === settings.originalId && more.length === 0, 61452);
  need(/^[A-Za-z0-9]+$/.test(prefix), 61455);
  need(prefix.length <= PREFIX, 61454);
}
function agentOf(world: World, given: unknown, code: 61452 | 65401): Agent {
  const found = world.desk.find(text(given));
  if (!found) throw new Refused(code);
  return found;
}
function nickOf(body: Call["body"]): string {
  const nick = text(body["nickname"]);
  need(nick !== "" && Array.from(nick).length <= 16, 61451);
  return nick;
}
function followerOf(world: World, given: unknown): Follower {
  const found = world.followers.findByOpenid(text(given));
  if (!found?.following) throw new Refused(40003);
  return found;
}
const seconds = (ms: number): number => Math.floor(ms / 1000);

/** Agents 客服账号 of WeChat's own desk. Here each counts as bound to a person's WeChat from the start. */
const accounts: readonly Endpoint[] = [
  post("/customservice/kfaccount/add", ({ world, body }) => {
    const account = text(body["kf_account"]);
    checkName(world, account);
    const nick = nickOf(body);
    need(!world.desk.find(account), 61453);
    need(world.desk.agents().length < MOST_AGENTS, 61456);
    world.desk.add(account, nick);
    return fine;
  }),
  post("/customservice/kfaccount/update", ({ world, body }) => {
    world.desk.rename(agentOf(world, body["kf_account"], 61452).account, nickOf(body));
    return fine;
  }),
  ...(["GET", "POST"] as const).map((method): Endpoint => ({
    // WeChat takes the account from the query of a GET; some SDKs post it.
    method,
    path: "/customservice/kfaccount/del",
    token: true,
    handle({ world, body, query }) {
      world.desk.remove(agentOf(world, query["kf_account"] ?? body["kf_account"], 61452).account);
      return fine;
    },
  })),
  get("/cgi-bin/customservice/getkflist", ({ world, origin }) => ({
    kf_list: world.desk.agents().map(({ account, nick, id }) => ({
      kf_account: account,
      kf_headimgurl: `${origin}/__sandbox/media/none`,
      kf_id: String(id),
      kf_nick: nick,
      kf_wx: `wx_${id}`,
    })),
  })),
  get("/cgi-bin/customservice/getonlinekflist", ({ world }) => ({
    kf_online_list: world.desk
      .agents()
      .filter((one) => one.online)
      .map(({ account, id }) => ({
        kf_account: account,
        status: 1,
        kf_id: String(id),
        accepted_case: world.desk.sessionsOf(account).length,
      })),
  })),
];

const sessions: readonly Endpoint[] = [
  post("/customservice/kfsession/create", ({ world, body, later }) => {
    const agent = agentOf(world, body["kf_account"], 65401);
    const { openid } = followerOf(world, body["openid"]);
    need(agent.online, 65415);
    const before = world.desk.serving(openid);
    if (before?.account === agent.account) return fine;
    need(!before, 65414);
    world.desk.serve(openid, agent.account);
    later({ FromUserName: openid, Event: "kf_create_session", KfAccount: agent.account });
    return fine;
  }),
  post("/customservice/kfsession/close", ({ world, body, later }) => {
    const agent = agentOf(world, body["kf_account"], 65401);
    const { openid } = followerOf(world, body["openid"]);
    const before = world.desk.serving(openid);
    need(before, 65413);
    need(before?.account === agent.account, 65414);
    world.desk.close(openid);
    later({ FromUserName: openid, Event: "kf_close_session", KfAccount: agent.account });
    return fine;
  }),
  get("/customservice/kfsession/getsession", ({ world, query }) => {
    const session = world.desk.serving(followerOf(world, query["openid"]).openid);
    return session
      ? { createtime: seconds(session.since), kf_account: session.account }
      : { createtime: 0, kf_account: "" };
  }),
  get("/customservice/kfsession/getsessionlist", ({ world, query }) => ({
    sessionlist: world.desk
      .sessionsOf(agentOf(world, query["kf_account"], 65401).account)
      .map(({ openid, since }) => ({ createtime: seconds(since), openid })),
  })),
  get("/customservice/kfsession/getwaitcase", ({ world }) => {
    const waiting = world.desk.waiting();
    return {
      count: waiting.length,
      // At most a hundred, who waited longest first.
      waitcaselist: waiting
        .slice(0, 100)
        .map(({ openid, account, lastAt }) => ({ latest_time: seconds(lastAt), openid, kf_account: account })),
    };
  }),
  post("/customservice/msgrecord/getmsglist", ({ world, body }) => {
    const { starttime, endtime, msgid, number } = body;
    if (
      typeof starttime !== "number" ||
      typeof endtime !== "number" ||
      typeof msgid !== "number" ||
      typeof number !== "number" ||
      starttime >= endtime ||
      number < 1 ||
      number > MOST_RECORDS ||
      msgid < 1
    )
      throw new Refused(65416);
    need(endtime - starttime <= PERIOD_S, 65417);
    // msgid counts from 1; the answer says where to go on.
    const found = world.desk
      .records()
      .map((one, at) => ({ ...one, at: seconds(one.at), id: at + 1 }))
      .filter((one) => one.id >= msgid && one.at >= starttime && one.at <= endtime)
      .slice(0, number);
    return {
      recordlist: found.map(({ worker, openid, opercode, at, text: said }) => ({
        openid,
        opercode,
        text: said,
        time: at,
        worker,
      })),
      number: found.length,
      msgid: (found.at(-1)?.id ?? msgid - 1) + 1,
    };
  }),
];

export const serviceDesk: readonly Endpoint[] = [...accounts, ...sessions];
