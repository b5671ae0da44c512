import * as v from "valibot";
import { answers, route } from "./route.ts";

/** Words of the field 词库: concepts, the forms people use for them, and the forms that editors have added. */

export const termLimits = { form: { least: 2, most: 20 }, reason: 200 } as const;

export const conceptKinds = ["scheme", "group", "event", "action", "aspect", "outside", "place"] as const;
export type ConceptKindName = (typeof conceptKinds)[number];
export const conceptKindName: Readonly<Record<ConceptKindName, string>> = {
  scheme: "险种",
  group: "人群",
  event: "事情",
  action: "动作",
  aspect: "问的方面",
  outside: "不归我们管",
  place: "地方",
};

export interface ConceptView {
  name: string;
  /** How editors call it: its commonest form. */
  label: string;
  kind: ConceptKindName;
  /** That came with the release. */
  forms: string[];
}
export interface TermView {
  id: string;
  form: string;
  concept: string;
  state: "proposed" | "live";
  proposedBy: string;
  proposedAt: string;
  approvedBy: string | null;
  /** What the form meant before, in labels; empty when it was unknown. */
  before: string[];
  /** Whoever looks may approve it: another person proposed it. */
  mayApprove: boolean;
}
export interface TermsView {
  concepts: ConceptView[];
  /** Newest first. */
  terms: TermView[];
}

const at = "/console/api/knowledge/terms";
const id = v.pipe(v.string(), v.regex(/^\d{1,15}$/, "编号不对"));

/** For roles `editor` and `supervisor`. Approving runs the golden questions; what breaks one is `refused`, each named in `problems`. */
export const knowledgeTermRoutes = {
  terms: route("GET", at, v.strictObject({}), answers<TermsView>()),
  /** `conflict`: the form means that already, or is proposed. */
  propose: route(
    "POST",
    at,
    v.strictObject({
      form: v.pipe(v.string(), v.trim(), v.minLength(1, "请填写词"), v.maxLength(60, "词太长了")),
      concept: v.pipe(v.string(), v.minLength(1, "请选意思"), v.maxLength(60)),
    }),
    answers<TermsView>(),
  ),
  /** Not by who proposed it (`not-allowed`). */
  approveTerm: route("POST", `${at}/:id/approve`, v.strictObject({ id }), answers<TermsView>()),
  /** A proposal is dropped; a live one stops at once. */
  removeTerm: route(
    "POST",
    `${at}/:id/remove`,
    v.strictObject({
      id,
      reason: v.pipe(v.string(), v.trim(), v.minLength(1, "请填写原因"), v.maxLength(termLimits.reason, "原因太长了")),
    }),
    answers<TermsView>(),
  ),
};
