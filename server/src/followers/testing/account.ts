/** For tests: a WeChat with followers and tags in memory, that counts calls and can be told to break. */
import type { AccountRefusal, FollowerTags, Followers } from "../../ports/account.ts";
import { PortFault, type FaultKind } from "../../ports/fault.ts";

export interface Fan {
  unionid: string | null;
  followedAt: Date;
  tags: Set<number>;
}
export type Call = "page" | "details" | "list" | "create" | "rename" | "put" | "take";

const refused = (code: number, because: AccountRefusal["because"]): AccountRefusal => ({
  outcome: "refused",
  code,
  because,
  advice: "测试里这样回答",
});

export function fakeAccount(pageSize = 10_000) {
  const fans = new Map<string, Fan>();
  const names = new Map<number, string>();
  const calls: Call[] = [];
  let number = 100;
  /** Runs before a call is answered; it may throw. */
  let before: (call: Call, count: number) => void | Promise<void> = () => undefined;
  let after: (call: Call) => void | Promise<void> = () => undefined;

  async function answer<T>(call: Call, work: () => T): Promise<T> {
    calls.push(call);
    await before(call, calls.length);
    const done = work();
    await after(call);
    return done;
  }
  const move = (id: number, openids: readonly string[], change: (tags: Set<number>) => void) => {
    if (openids.length > 50) throw new RangeError("at most 50");
    if (!names.has(id)) return refused(45159, "not-found");
    if (openids.some((openid) => !fans.has(openid))) return refused(40003, "not-following");
    for (const openid of openids) change(fans.get(openid)?.tags ?? new Set());
    return { outcome: "done" as const };
  };
  const followers: Followers = {
    page: (cursor) =>
      answer("page", () => {
        const all = [...fans.keys()];
        const from = cursor === null ? 0 : all.indexOf(cursor) + 1;
        const openids = all.slice(from, from + pageSize);
        const next = from + pageSize < all.length ? (openids.at(-1) ?? null) : null;
        return { total: all.length, openids, next };
      }),
    details: (openids) =>
      answer("details", () => {
        if (openids.length > 100) throw new RangeError("at most 100");
        return openids.map((openid) => {
          const fan = fans.get(openid);
          return {
            openid,
            following: fan !== undefined,
            unionid: fan?.unionid ?? null,
            followedAt: fan?.followedAt ?? null,
            tags: [...(fan?.tags ?? [])],
          };
        });
      }),
  };
  const tags: FollowerTags = {
    list: () => answer("list", () => [...names].map(([id, name]) => ({ id, name, count: 0 }))),
    create: (name) =>
      answer("create", () => {
        if (names.size >= 100) return refused(45056, "quota-used-up");
        if ([...names.values()].includes(name)) return refused(45157, "already");
        number += 1;
        names.set(number, name);
        return { outcome: "done" as const, id: number };
      }),
    rename: (id, name) =>
      answer("rename", () => {
        names.set(id, name);
        return { outcome: "done" as const };
      }),
    remove: async (id) => {
      names.delete(id);
      for (const fan of fans.values()) fan.tags.delete(id);
      return { outcome: "done" };
    },
    put: (id, openids) => answer("put", () => move(id, openids, (held) => held.add(id))),
    take: (id, openids) => answer("take", () => move(id, openids, (held) => held.delete(id))),
  };

  return {
    followers,
    tags,
    fans,
    names,
    calls,
    add(openid: string, followedAt: Date, unionid: string | null = null) {
      fans.set(openid, { unionid, followedAt, tags: new Set() });
    },
    /** Names of the tags that somebody carries. */
    carried: (openid: string) => [...(fans.get(openid)?.tags ?? [])].map((id) => names.get(id) ?? "?").toSorted(),
    beforeCall(run: typeof before) {
      before = run;
    },
    afterCall(run: typeof after) {
      after = run;
    },
    breakAlways(kind: FaultKind) {
      before = () => {
        throw new PortFault("followers", kind, "the test says so");
      };
    },
    mend() {
      before = () => undefined;
      after = () => undefined;
    },
  };
}
export type FakeAccount = ReturnType<typeof fakeAccount>;
