import { citizenSubscriptions } from "@wsi/shared/contract";
import { keepDecisions, subscriptionsOf } from "../broadcasts/index.ts";
import type { Door } from "../http/door.ts";
import { perMinute } from "../http/limit.ts";

/** What messages of the mini-program somebody agreed to: for everybody who is signed in, bound or not. */
export function subscriptionRoutes(door: Door): void {
  door.serve(citizenSubscriptions.subscriptions, { who: "citizen", audit: "subscriptions.view" }, ({ actor, tx }) =>
    subscriptionsOf(tx, actor),
  );
  door.serve(
    citizenSubscriptions.decideSubscriptions,
    { who: "citizen", audit: "subscriptions.decide", limit: perMinute("subscription-decisions", 30) },
    async ({ actor, input, tx, now }) =>
      (await keepDecisions(tx, actor, input.decided, now)) ?? subscriptionsOf(tx, actor),
  );
}
