import * as v from "valibot";
import type { Suggestion } from "./desk-views.ts";
import { answers, route } from "./route.ts";
import type { Enrolment } from "./views.ts";

/** What an agent's screen asks for beside the talk itself: what else is written and not sent, answers found by hand, and who the citizen is in the registers. */

/** What I wrote in a talk and did not send. */
export interface DeskDraft {
  conversation: string;
  text: string;
  at: string;
}

/** What a colleague wrote in this talk and did not send. */
export interface ColleaguesDraft {
  by: string;
  text: string;
  at: string;
}

const id = v.pipe(v.string(), v.uuid("编号不对"));
const nothing = v.strictObject({});
const talk = "/console/api/desk/conversations/:id";

export const deskScreen = {
  /** All of mine, in every talk that is still kept. */
  drafts: route("GET", "/console/api/desk/drafts", nothing, answers<DeskDraft[]>()),
  colleaguesDrafts: route("GET", `${talk}/drafts`, v.strictObject({ id }), answers<ColleaguesDraft[]>()),
  /** For what the agent types after ??; in the body, because it may hold what a citizen wrote. */
  findAnswers: route(
    "POST",
    "/console/api/desk/answers",
    v.strictObject({
      words: v.pipe(v.string(), v.trim(), v.minLength(1, "请填写要找的词"), v.maxLength(200, "最多 200 个字")),
    }),
    answers<Suggestion[]>(),
  ),
  /** Newest first; empty for somebody who is not bound. */
  enrolments: route("GET", `${talk}/enrolments`, v.strictObject({ id }), answers<Enrolment[]>()),
  /** Shows one masked field of the citizen in full to whoever serves them; the reason is kept with who looked. */
  revealPerson: route(
    "POST",
    `${talk}/reveal`,
    v.strictObject({
      id,
      field: v.picklist(["name", "idNumber", "mobile"]),
      reason: v.pipe(v.string(), v.trim(), v.minLength(1, "请写明原因"), v.maxLength(100, "最多 100 个字")),
    }),
    answers<{ value: string }>(),
  ),
};
