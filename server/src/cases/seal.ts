import { maskAnswer } from "@wsi/shared/field";
import { fieldsOf } from "@wsi/shared/item";
import type { Case } from "./load.ts";

/**
 * What a case that is over need not keep: account numbers (financial account, 个人信息保护法 28). Their last four digits stay, so that the
 * person knows which card it was; whoever pays has the number where it pays (insurance/person/payee.ts). Nothing: there is none.
 */
export function sealedAnswers(
  kase: Pick<Case, "definition" | "answers" | "prefilled">,
): Pick<Case, "answers" | "prefilled"> | undefined {
  const fields = fieldsOf(kase.definition);
  const accounts = Object.keys(fields).filter(
    (name) => fields[name]?.kind === "bankCard" && typeof kase.answers[name] === "string",
  );
  if (accounts.length === 0) return undefined;
  const masked = Object.fromEntries(
    accounts.flatMap((name) => {
      const asked = fields[name];
      return asked ? [[name, maskAnswer(asked, kase.answers[name])]] : [];
    }),
  );
  const prefilled = Object.fromEntries(Object.entries(kase.prefilled).filter(([name]) => !accounts.includes(name)));
  return { answers: { ...kase.answers, ...masked }, prefilled };
}
