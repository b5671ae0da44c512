import { createPeople } from "../index.ts";

/** For tests: everybody bound is 张**, and nothing more is known of them. */
export const masked = createPeople({
  names: async (_db, ids) => new Map(ids.map((id) => [id, "张**"])),
  person: async () => null,
  groupNames: async () => new Map(),
});
