/** The citizen's door: JSON for the mini-program and its H5 build, one file per resource, each route typed by the contract. */
import Router from "@koa/router";
import { createDoor, type DoorParts } from "../http/door.ts";
import { appointmentRoutes } from "./appointments.ts";
import { caseRoutes } from "./cases.ts";
import { certificateRoutes } from "./certificates.ts";
import { delegationRoutes } from "./delegation.ts";
import { deskFileRoutes } from "./desk/files.ts";
import { deskRoutes } from "./desk/talk.ts";
import { fileRoutes } from "./files.ts";
import { itemRoutes } from "./items.ts";
import { livestreamRoutes } from "./livestreams.ts";
import { employerLookupRoutes } from "./lookups/employer.ts";
import { personLookupRoutes } from "./lookups/person.ts";
import { lookupRoutes } from "./lookups/lookups.ts";
import type { ApiParts } from "./parts.ts";
import { reminderRoutes } from "./reminders.ts";
import { rollRoutes } from "./rolls.ts";
import { subscriptionRoutes } from "./subscriptions.ts";
import { toolRoutes } from "./tools.ts";
import { bearer, identifyCitizen, sessionRoutes } from "./session.ts";

export type { ApiParts } from "./parts.ts";

export function createApi(parts: ApiParts, base: Omit<DoorParts, "identify" | "sessionOf" | "kind">) {
  const router = new Router();
  const door = createDoor(router, {
    ...base,
    kind: "citizen",
    sessionOf: bearer,
    identify: (ctx, tx) => identifyCitizen(ctx, tx, base.clock.now()),
  });
  sessionRoutes(door, parts);
  itemRoutes(door, parts);
  caseRoutes(door, parts);
  appointmentRoutes(door, parts);
  fileRoutes(door, parts);
  certificateRoutes(door, parts);
  lookupRoutes(door, parts);
  personLookupRoutes(door, parts);
  employerLookupRoutes(door, parts);
  reminderRoutes(door);
  delegationRoutes(door, parts);
  deskRoutes(door, parts);
  deskFileRoutes(door, parts);
  rollRoutes(door, parts);
  livestreamRoutes(door, parts);
  subscriptionRoutes(door);
  toolRoutes(door, parts);
  return { router, served: door.served };
}
