import type { Crowd } from "./crowd.ts";
import { createMembers, type Members } from "./members.ts";

/** Tags of followers: at most 100, ids from 100 on (0–2 are WeChat's own), 20 on one follower. */
export interface Tag {
  id: number;
  name: string;
}
export interface Tags {
  list(): readonly (Tag & { count: number })[];
  find(id: number): Tag | undefined;
  named(name: string): Tag | undefined;
  create(name: string): Tag;
  rename(id: number, name: string): void;
  remove(id: number): void;
  /** Nobody for a tag that is not there. */
  members(id: number): Pick<Members, "all" | "page" | "size">;
  of(openid: string): number[];
  put(id: number, openid: string): void;
  /** Each `every`th of the crowd, from the first on. */
  putOnCrowd(id: number, every: number): void;
  take(id: number, openid: string): void;
  toJSON(): SavedTags;
}
export interface SavedTags {
  next: number;
  tags: (Tag & { members: string[]; crowd?: string | undefined })[];
}

export function createTags(crowd: Crowd, saved?: SavedTags): Tags {
  let next = saved?.next ?? 100;
  const nobody = createMembers(crowd);
  const all = new Map(
    (saved?.tags ?? []).map((one) => [
      one.id,
      { id: one.id, name: one.name, members: createMembers(crowd, one.members, one.crowd) },
    ]),
  );
  return {
    list: () => [...all.values()].map(({ id, name, members }) => ({ id, name, count: members.size })),
    find: (id) => all.get(id),
    named: (name) => [...all.values()].find((one) => one.name === name),
    create(name) {
      const tag = { id: next++, name, members: createMembers(crowd) };
      all.set(tag.id, tag);
      return tag;
    },
    rename(id, name) {
      const tag = all.get(id);
      if (tag) tag.name = name;
    },
    remove: (id) => void all.delete(id),
    members: (id) => all.get(id)?.members ?? nobody,
    of: (openid) => [...all.values()].filter(({ members }) => members.has(openid)).map(({ id }) => id),
    put: (id, openid) => all.get(id)?.members.add(openid),
    putOnCrowd: (id, every) => all.get(id)?.members.addCrowd(0, every),
    take: (id, openid) => all.get(id)?.members.delete(openid),
    toJSON: () => ({
      next,
      tags: [...all.values()].map(({ id, name, members }) => ({
        id,
        name,
        members: members.people(),
        crowd: members.packed(),
      })),
    }),
  };
}
