import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import { handOverAt } from "../../delegation/index.ts";
import type { Effect } from "../../ports/core-insurance.ts";
import { isRefusal } from "../../refusal.ts";
import { employerOf, type Handler, type HandlerInput } from "./handler.ts";

type Answers = AnswersOf<Items["employer-info-change"]>;

/** 经办人变更: the clerk's own binding goes to a colleague. Nothing of it is in the ledger. */
async function handOverTo(input: HandlerInput<Answers>): Promise<Effect> {
  const { tx, subject, answers, core, volatile, now, key } = input;
  const given = {
    employerId: employerOf(subject),
    idNumber: answers.clerkIdNumber ?? "",
    name: answers.clerkName ?? "",
  };
  const handed = await handOverAt({ core, volatile }, tx, subject.actorId, given, now);
  if (isRefusal(handed))
    return {
      outcome: "refused",
      because: handed.body.message,
      instead: handed.body.instead ?? "请核对新经办人的姓名和身份证号，或由法定代表人在「我的单位」里指定",
    };
  return { outcome: "done", receipt: `JB-${key.slice(-12)}`, text: "经办工作已移交给新的经办人。", due: 0 };
}

/** 单位一般信息变更. The hand-over comes last: after it the clerk may do nothing more. */
export const changeEmployer: Handler<Answers> = {
  async effect(input) {
    const { tx, core, subject, answers, key, today } = input;
    const { what, address, contact, phone, email } = answers;
    const changes = Object.fromEntries(
      Object.entries({ address, contact, phone, email }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    );
    const changed = what.includes("contact")
      ? await core.changeEmployerInfo(tx, { employerId: employerOf(subject), key, today, changes })
      : undefined;
    if (changed?.outcome === "refused" || !what.includes("clerk"))
      return changed ?? { outcome: "refused", because: "没有选要改哪些", instead: "请选好再提交" };
    const handed = await handOverTo(input);
    if (handed.outcome === "refused" || changed === undefined) return handed;
    return { ...changed, text: `${changed.text}${handed.text}` };
  },
};
