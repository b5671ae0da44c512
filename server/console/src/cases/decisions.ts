/** What a reviewer may decide now, in words. The life of the case (`actions`, from the server) says which; nothing here adds to it. */
import type { CaseAction } from "@wsi/shared/case";
import type { StaffCaseView } from "@wsi/shared/contract";

export type Decision = "accept" | "return" | "approve" | "decline";
const decisions: readonly Decision[] = ["decline", "return", "accept", "approve"];

/** The buttons from left to right: the heavy no apart, the usual next step last. */
export const decisionsOf = (actions: readonly CaseAction[]): Decision[] =>
  decisions.filter((one) => actions.includes(one));

/** Before acceptance a no is 不予受理, after it 不予通过. */
export const declineName = (state: StaffCaseView["state"]): string => (state === "submitted" ? "不予受理" : "不予通过");

/** What the person has been told will follow in any case. What depends on their answers the server judges, not this page. */
export const toldConsequences = (view: Pick<StaffCaseView, "definition">): string[] =>
  view.definition.consequences.filter((one) => !one.when).map((one) => one.warning);

/** Reasons that the law of the item itself gives: a refusal rule in the office's words, with the first basis. */
export function lawfulReasons({ definition }: Pick<StaffCaseView, "definition">): {
  because: string[];
  instead: string[];
} {
  const basis = definition.basis.find((one) => one.trust === "law" || one.trust === "official");
  const by = basis ? `（${basis.title.replace(/^中华人民共和国/, "")}${basis.article ?? ""}）` : "";
  return {
    because: definition.refusals.map((rule) => `${rule.because}${by}`),
    instead: definition.refusals.map((rule) => rule.instead),
  };
}

/** One line after the deed, while the next case comes up. */
export const doneWords: Record<Decision, string> = {
  accept: "已受理，办理时限从今天起算",
  return: "一次性告知已发出，办理时限暂停",
  approve: "已通过，已通知对方",
  decline: "已作出不予通过的决定，已通知对方",
};
