import type { AccountRefusal, FollowerTags } from "../../ports/account.ts";
import { PortFault } from "../../ports/fault.ts";
import { asFault, attempt, done, listOf, recordOf } from "./attempt.ts";
import type { WechatClient } from "./client.ts";
import { findAccountRefusal } from "./errors.ts";

const PORT = "follower-tags";
const AT_ONCE = 50;
const TOO_MANY = 40032;

/** The tags of followers. WeChat keeps the limits itself; only the length of a list is checked before it travels. */
export function createFollowerTags(client: WechatClient): FollowerTags {
  const move = (name: "tagsPut" | "tagsTake") => async (id: number, openids: readonly string[]) => {
    if (openids.length === 0) return done();
    if (openids.length > AT_ONCE) return findAccountRefusal(TOO_MANY) as AccountRefusal;
    return attempt(PORT, () => client.call(name, { tagid: id, openid_list: openids }), done);
  };
  return {
    async list() {
      const answer = await client.call("tagsList", {}).catch(asFault(PORT));
      return listOf(answer["tags"]).map((one) => {
        const { id, name, count } = recordOf(one);
        if (typeof id !== "number" || typeof name !== "string")
          throw new PortFault(PORT, "nonsense", "a tag without id or name");
        return { id, name, count: typeof count === "number" ? count : 0 };
      });
    },
    create: (name) =>
      attempt(
        PORT,
        () => client.call("tagsCreate", { tag: { name } }),
        (answer) => {
          const { id } = recordOf(answer["tag"]);
          if (typeof id !== "number") throw new PortFault(PORT, "nonsense", "no tag id in the answer");
          return { outcome: "done", id };
        },
      ),
    rename: (id, name) => attempt(PORT, () => client.call("tagsUpdate", { tag: { id, name } }), done),
    remove: (id) => attempt(PORT, () => client.call("tagsDelete", { tag: { id } }), done),
    put: move("tagsPut"),
    take: move("tagsTake"),
  };
}
