import type { Roster } from "../desk/index.ts";
import { agentsOf, groupFor, openGroups } from "./groups.ts";
import { isOpenFor, nextOpeningFor } from "./hours.ts";

/** What the desk asks of its order. What no group's words catch is anybody's: whoever is ready serves it. */
export const deskRoster: Roster = {
  groups: openGroups,
  async groupFor(tx, question) {
    const group = await groupFor(tx, question);
    return group.standard ? null : group.id;
  },
  async members(tx) {
    const all = [];
    for (const { id } of await openGroups(tx))
      for (const { staffId, level } of await agentsOf(tx, id)) all.push({ groupId: id, staffId, level });
    return all;
  },
  isOpen: isOpenFor,
  nextOpening: nextOpeningFor,
};
