import { beijingDay } from "@wsi/shared/case";
import { deskScreen } from "@wsi/shared/contract";
import { colleaguesDrafts, draftsOf, ownerOf } from "../../desk/index.ts";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { isRefusal, refuse } from "../../refusal.ts";
import { agents, isSupervisor } from "./parts.ts";
import { suggestionOf } from "./suggestion.ts";
import { fieldNames, noteInFull } from "../in-full.ts";
import type { ConsoleParts } from "../parts.ts";

const MOST_FOUND = 6;

/** What stands beside a talk on an agent's screen: drafts, answers found by hand, and what the registers know of the citizen. */
export function deskScreenRoutes(door: Door, { core, mobileOf, knowledge }: ConsoleParts): void {
  door.serve(deskScreen.drafts, { who: agents, audit: "staff.desk.drafts" }, ({ actor, tx }) =>
    draftsOf(tx, actor.staffId),
  );
  door.serve(
    deskScreen.colleaguesDrafts,
    { who: agents, audit: "staff.desk.drafts.colleagues" },
    async ({ input, actor, tx, about }) => {
      about("conversation", input.id);
      const talk = await ownerOf(tx, input.id);
      return isRefusal(talk) ? talk : colleaguesDrafts(tx, input.id, actor.staffId);
    },
  );
  door.serve(
    deskScreen.findAnswers,
    { who: agents, audit: "staff.desk.answers", limit: perMinute("desk-answers", 240, "let-in") },
    async ({ input, now }) =>
      knowledge
        .ask(input.words, beijingDay(now))
        .best.slice(0, MOST_FOUND)
        .map(({ entry, score }) => suggestionOf(entry, Math.round(score * 100) / 100)),
  );

  door.serve(
    deskScreen.enrolments,
    { who: agents, audit: "staff.desk.enrolments" },
    async ({ input, tx, about, detail }) => {
      const talk = await ownerOf(tx, input.id);
      if (isRefusal(talk)) return talk;
      detail({ conversation: input.id });
      if (talk.personId === null) return [];
      about("person", talk.personId);
      return core.enrolments(tx, talk.personId);
    },
  );
  door.serve(
    deskScreen.revealPerson,
    { who: agents, audit: "staff.desk.reveal", limit: perMinute("desk-reveal", 20) },
    async (asked) => {
      const { input, actor, tx } = asked;
      const talk = await ownerOf(tx, input.id);
      if (isRefusal(talk)) return talk;
      if (talk.personId === null) return refuse("not-found", "市民还没有绑定身份，没有可以查看的资料");
      if (talk.agentId !== actor.staffId && !isSupervisor(actor))
        return refuse("not-allowed", "只有正在接待的客服和主管可以查看完整资料");
      const { field, reason } = input;
      const place = { conversation: input.id };
      await noteInFull(asked, { personId: talk.personId, field, label: fieldNames[field], reason, place });
      const person = await core.getPerson(tx, talk.personId);
      const mobile = await mobileOf(tx, talk.personId);
      return { value: { name: person.name, idNumber: person.idNumber, mobile: mobile ?? "未留" }[input.field] };
    },
  );
}
