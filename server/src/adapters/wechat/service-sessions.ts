import type { ServiceAccounts, ServiceLine, ServiceSessions } from "../../ports/account.ts";
import { attempt, done, listOf, recordOf } from "./attempt.ts";
import type { WechatClient } from "./client.ts";
import type { Answer } from "./transport.ts";

const PORT = "wechat-service";

const named = (list: unknown) =>
  listOf(list).flatMap((one) => {
    const fields: Answer = recordOf(one);
    const account = fields["kf_account"];
    return typeof account === "string" && account !== "" ? [{ account, fields }] : [];
  });
const wordOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The accounts of WeChat's own customer service. */
export function createServiceAccounts(client: WechatClient): ServiceAccounts {
  return {
    list: () =>
      attempt(
        PORT,
        () => client.call("serviceAccounts", {}),
        (answer) => ({
          outcome: "done",
          accounts: named(answer["kf_list"]).map(({ account, fields }) => ({
            account,
            nickname: wordOf(fields["kf_nick"]),
            bound: wordOf(fields["kf_wx"]) !== "",
          })),
        }),
      ),
    online: () =>
      attempt(
        PORT,
        () => client.call("serviceOnline", {}),
        (answer) => ({
          outcome: "done",
          accounts: named(answer["kf_online_list"])
            // 0 is "not online" in the same list; 1 the web, in older answers 2 a phone and 3 both.
            .filter(({ fields }) => Number(fields["status"]) > 0)
            .map(({ account, fields }) => ({ account, talks: Number(fields["accepted_case"] ?? 0) })),
        }),
      ),
  };
}

/** 2002: the account said it, 2003: the follower did. Other codes are of WeChat's own doings. */
const speakers: Readonly<Record<number, ServiceLine["from"]>> = { 2002: "staff", 2003: "citizen" };

/** How WeChat writes what is not text (获取聊天记录, note at its head). */
const namedAs: Readonly<Record<string, ServiceLine["kind"]>> = {
  "[image]": "image",
  "[voice]": "voice",
  "[video]": "video",
  "": "untold",
};
const saidIn = (text: string): Pick<ServiceLine, "kind" | "text"> => {
  const kind = namedAs[text.trim()] ?? "text";
  return { kind, text: kind === "text" ? text : "" };
};

const lineOf = (given: unknown): ServiceLine[] => {
  const { openid, worker, opercode, text, time } = recordOf(given);
  const from = speakers[Number(opercode)];
  return from === undefined || wordOf(openid) === ""
    ? []
    : [
        {
          openid: wordOf(openid),
          account: wordOf(worker),
          from,
          ...saidIn(wordOf(text)),
          at: new Date(Number(time) * 1000),
        },
      ];
};
const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** Talks of followers with those accounts. */
export function createServiceSessions(client: WechatClient): ServiceSessions {
  return {
    open: (account, openid) =>
      attempt(PORT, () => client.call("serviceSessionOpen", { kf_account: account, openid }), done),
    close: (account, openid) =>
      attempt(PORT, () => client.call("serviceSessionClose", { kf_account: account, openid }), done),
    find: (openid) =>
      attempt(
        PORT,
        () => client.call("serviceSession", { openid }),
        (answer) => {
          const account = wordOf(answer["kf_account"]);
          const seconds = Number(answer["createtime"]);
          const since = seconds > 0 ? new Date(seconds * 1000) : null;
          return account === "" ? { outcome: "done", account: null, since: null } : { outcome: "done", account, since };
        },
      ),
    records: (from, to, after, most) =>
      attempt(
        PORT,
        () =>
          client.call("serviceRecords", {
            starttime: seconds(from),
            endtime: seconds(to),
            msgid: after,
            number: most,
          }),
        (answer) => {
          const list = listOf(answer["recordlist"]);
          const next = Number(answer["msgid"]);
          return {
            outcome: "done",
            lines: list.flatMap(lineOf),
            // A page that is not full is the last one; so is one that leads nowhere.
            next: list.length < most || !(next > after) ? null : next,
          };
        },
      ),
  };
}
