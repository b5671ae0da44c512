/** The staff's door: sign-in, the reviewers' cases, the counter's slips, the desk and its live feed. */
import Router from "@koa/router";
import { createDoor, type DoorParts } from "../http/door.ts";
import { broadcastsRoutes } from "./broadcasts.ts";
import { reviewRoutes } from "./cases.ts";
import { delegationRoutes } from "./delegation.ts";
import { deskRoutes } from "./desk.ts";
import { feedRoute } from "./feed.ts";
import { followersRoutes } from "./followers.ts";
import { knowledgeRoutes } from "./knowledge.ts";
import { ledgerRoutes } from "./ledger.ts";
import { menuRoutes } from "./menus.ts";
import type { ConsoleParts } from "./parts.ts";
import { peopleRoutes } from "./people.ts";
import { identifyStaff, staffSessionRoutes } from "./session.ts";
import { workbenchRoutes } from "./workbench.ts";

export { createBell } from "./bell.ts";
export type { ConsoleParts } from "./parts.ts";

export function createConsole(parts: ConsoleParts, base: Omit<DoorParts, "identify" | "kind">) {
  const router = new Router();
  const door = createDoor(router, {
    ...base,
    kind: "staff",
    identify: (ctx, tx) => identifyStaff(ctx, tx, base.clock.now()),
  });
  staffSessionRoutes(door, parts);
  reviewRoutes(door, parts);
  workbenchRoutes(door, parts);
  peopleRoutes(door, parts);
  delegationRoutes(door, parts);
  deskRoutes(door, parts);
  feedRoute(door, parts);
  knowledgeRoutes(door);
  menuRoutes(door);
  broadcastsRoutes(door, parts);
  followersRoutes(door, parts);
  ledgerRoutes(door);
  return { router, served: door.served };
}
