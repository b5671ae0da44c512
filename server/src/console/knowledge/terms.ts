import { beijingDay } from "@wsi/shared/case";
import { knowledgeTermRoutes as routes } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import type { Door } from "../../http/door.ts";
import { approveTerm, listTerms, proposeTerm, removeTerm } from "../../knowledge/editorial/index.ts";
import { isRefusal, type Refusal } from "../../refusal.ts";
import { knowledgeEditors as who } from "./questions.ts";

/** The words that editors teach the bot. */
export function termRoutes(door: Door): void {
  const after = (tx: Tx, done: object | true | Refusal, staffId: string) =>
    done !== true && isRefusal(done) ? done : listTerms(tx, staffId);

  door.serve(routes.terms, { who, audit: "staff.knowledge.terms" }, ({ tx, actor }) => listTerms(tx, actor.staffId));
  door.serve(
    routes.propose,
    { who, audit: "staff.knowledge.term.propose" },
    async ({ input, actor, tx, now, about }) => {
      const done = await proposeTerm(tx, input, actor.staffId, now);
      if (!isRefusal(done)) about("term", String(done.id));
      return after(tx, done, actor.staffId);
    },
  );
  door.serve(
    routes.approveTerm,
    { who, audit: "staff.knowledge.term.approve" },
    async ({ input, actor, tx, now, about }) => {
      about("term", input.id);
      return after(tx, await approveTerm(tx, input.id, actor.staffId, beijingDay(now), now), actor.staffId);
    },
  );
  door.serve(
    routes.removeTerm,
    { who, audit: "staff.knowledge.term.remove" },
    async ({ input, actor, tx, now, about }) => {
      about("term", input.id);
      return after(tx, await removeTerm(tx, input, actor.staffId, now), actor.staffId);
    },
  );
}
