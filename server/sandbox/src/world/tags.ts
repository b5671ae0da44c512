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
  members(id: number): readonly string[];
  of(openid: string): number[];
  put(id: number, openid: string): void;
  take(id: number, openid: string): void;
  toJSON(): SavedTags;
}
export interface SavedTags {
  next: number;
  tags: (Tag & { members: string[] })[];
}

export function createTags(saved?: SavedTags): Tags {
  let next = saved?.next ?? 100;
  const all = new Map(
    (saved?.tags ?? []).map(({ id, name, members }) => [id, { id, name, members: new Set(members) }]),
  );
  return {
    list: () => [...all.values()].map(({ id, name, members }) => ({ id, name, count: members.size })),
    find: (id) => all.get(id),
    named: (name) => [...all.values()].find((one) => one.name === name),
    create(name) {
      const tag = { id: next++, name, members: new Set<string>() };
      all.set(tag.id, tag);
      return tag;
    },
    rename(id, name) {
      const tag = all.get(id);
      if (tag) tag.name = name;
    },
    remove: (id) => void all.delete(id),
    members: (id) => [...(all.get(id)?.members ?? [])],
    of: (openid) => [...all.values()].filter(({ members }) => members.has(openid)).map(({ id }) => id),
    put: (id, openid) => void all.get(id)?.members.add(openid),
    take: (id, openid) => void all.get(id)?.members.delete(openid),
    toJSON: () => ({ next, tags: [...all.values()].map((one) => ({ ...one, members: [...one.members] })) }),
  };
}
