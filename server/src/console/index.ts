/** The staff's door: sign-in and accounts, the reviewers' cases, the counter's slips, the desk and its live feed. */
import Router from "@koa/router";
import { createDoor, type DoorParts } from "../http/door.ts";
import { accountsRoutes } from "./accounts.ts";
import { boardRoutes } from "./board.ts";
import { broadcastsRoutes } from "./broadcasts.ts";
import { reviewRoutes } from "./cases.ts";
import { delegationRoutes } from "./delegation.ts";
import { deskRoutes } from "./desk.ts";
import { deskAfterRoutes } from "./desk-after.ts";
import { deskFileRoutes } from "./desk-files.ts";
import { deskLineRoutes } from "./desk-lines.ts";
import { deskParts } from "./desk-parts.ts";
import { deskScreenRoutes } from "./desk-screen.ts";
import { deskWorkRoutes } from "./desk-work.ts";
import { feedRoute } from "./feed.ts";
import { createTail } from "./feed-tail.ts";
import { figureConsoleRoutes } from "./figures.ts";
import { followersRoutes } from "./followers.ts";
import { knowledgeRoutes } from "./knowledge.ts";
import { ledgerRoutes } from "./ledger.ts";
import { menuRoutes } from "./menus.ts";
import type { ConsoleParts } from "./parts.ts";
import { ownAccountRoutes } from "./own-account.ts";
import { peopleRoutes } from "./people.ts";
import { rollReviewRoutes } from "./rolls.ts";
import { rosterRoutes } from "./roster.ts";
import { identifyStaff, staffSessionRoutes, tokenIn } from "./session.ts";
import { workbenchRoutes } from "./workbench.ts";

export { createSigns } from "./signs.ts";
export type { ConsoleParts } from "./parts.ts";

export function createConsole(parts: ConsoleParts, base: Omit<DoorParts, "identify" | "sessionOf" | "kind">) {
  const router = new Router();
  const door = createDoor(router, {
    ...base,
    kind: "staff",
    sessionOf: tokenIn,
    identify: (ctx, tx) => identifyStaff(ctx, tx, base.clock.now()),
  });
  staffSessionRoutes(door, parts);
  ownAccountRoutes(door);
  accountsRoutes(door);
  reviewRoutes(door, parts);
  workbenchRoutes(door, parts);
  rollReviewRoutes(door, parts);
  peopleRoutes(door, parts);
  delegationRoutes(door, parts);
  const desk = deskParts(parts);
  deskRoutes(door, desk);
  deskFileRoutes(door, parts);
  deskWorkRoutes(door, parts, desk);
  deskLineRoutes(door, parts, desk);
  deskAfterRoutes(door, parts, desk);
  deskScreenRoutes(door, parts);
  feedRoute(door, parts, createTail(parts.db, desk.people));
  knowledgeRoutes(door);
  menuRoutes(door);
  broadcastsRoutes(door, parts);
  followersRoutes(door, parts);
  ledgerRoutes(door);
  rosterRoutes(door);
  boardRoutes(door, desk);
  figureConsoleRoutes(door);
  return { router, served: door.served };
}
