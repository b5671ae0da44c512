import { followerRoutes as r } from "@wsi/shared/contract";
import * as followers from "../../followers/index.ts";
import type { Door } from "../../http/door.ts";
import type { CoreInsurance } from "../../ports/core-insurance.ts";
import { isRefusal, refuse } from "../../refusal.ts";

const who = { staff: ["editor", "supervisor"] } as const;

/** Followers of the official account: how many, who by tag, and bringing the list in line with WeChat. Openids stay on the server. */
export function followersRoutes(door: Door, { core }: { core: CoreInsurance }): void {
  door.serve(r.overview, { who, audit: "staff.follower.overview" }, ({ tx, now }) => followers.viewOverview(tx, now));
  door.serve(r.progress, { who, audit: "staff.follower.progress" }, ({ tx }) => followers.viewProgress(tx));
  door.serve(r.search, { who, audit: "staff.follower.search" }, ({ input, tx, detail }) => {
    const { page, ...search } = input;
    detail({ page, tag: search.tag ?? "", byTail: search.tail !== "" });
    return followers.searchFollowers(tx, search, page);
  });
  door.serve(r.sync, { who, audit: "staff.follower.sync" }, async ({ actor, tx, now }) => {
    const id = await followers.startSync(tx, actor.staffId, now);
    return id === undefined ? refuse("conflict", "正在同步，请等它完成") : followers.viewProgress(tx);
  });
  door.serve(r.mark, { who, audit: "staff.follower.mark" }, async ({ input, actor, tx, now, about, detail }) => {
    about("follower", input.number);
    detail({ marked: input.marked });
    const given = { ...input, number: Number(input.number) };
    const openid = await followers.markFollower(tx, core, given, actor.staffId, now);
    return isRefusal(openid) ? openid : followers.viewFollower(tx, openid);
  });
  door.serve(r.marks, { who, audit: "staff.follower.marks" }, ({ input, tx, about }) => {
    about("follower", input.number);
    return followers.marksOf(tx, Number(input.number));
  });
}
