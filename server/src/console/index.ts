/** The staff's door: sign-in and accounts, the reviewers' cases, the counter's slips, the desk and its live feed. */
import Router from "@koa/router";
import { createDoor, type DoorParts } from "../http/door.ts";
import { accountsRoutes } from "./staff/accounts.ts";
import { boardRoutes } from "./desk/board.ts";
import { broadcastsRoutes } from "./account/broadcasts.ts";
import { reviewRoutes } from "./cases/cases.ts";
import { delegationRoutes } from "./delegation.ts";
import { deskRoutes } from "./desk/talks.ts";
import { deskAfterRoutes } from "./desk/after.ts";
import { deskFileRoutes } from "./desk/files.ts";
import { deskLineRoutes } from "./desk/lines.ts";
import { deskParts } from "./desk/parts.ts";
import { qualityRoutes } from "./desk/quality.ts";
import { deskScreenRoutes } from "./desk/screen.ts";
import { deskWorkRoutes } from "./desk/work.ts";
import { feedRoute } from "./desk/feed.ts";
import { createTail } from "./desk/feed-tail.ts";
import { figureConsoleRoutes } from "./figures.ts";
import { followersRoutes } from "./account/followers.ts";
import { knowledgeRoutes } from "./knowledge/entries.ts";
import { hallRoutes } from "./halls.ts";
import { ledgerRoutes } from "./ledger.ts";
import { menuRoutes } from "./account/menus.ts";
import type { ConsoleParts } from "./parts.ts";
import { ownAccountRoutes } from "./staff/own-account.ts";
import { peopleRoutes } from "./people.ts";
import { rollReviewRoutes } from "./cases/rolls.ts";
import { rosterRoutes } from "./desk/roster.ts";
import { identifyStaff, staffSessionRoutes, tokenIn } from "./staff/session.ts";
import { workbenchRoutes } from "./cases/workbench.ts";

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
  ownAccountRoutes(door, parts);
  accountsRoutes(door);
  reviewRoutes(door, parts);
  workbenchRoutes(door, parts);
  rollReviewRoutes(door, parts);
  peopleRoutes(door, parts);
  delegationRoutes(door, parts);
  const desk = deskParts(parts);
  deskRoutes(door, parts, desk);
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
  qualityRoutes(door, desk);
  figureConsoleRoutes(door);
  hallRoutes(door, parts);
  return { router, served: door.served };
}
