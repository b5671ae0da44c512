import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import type { Handler } from "./handler.ts";

type Answers = AnswersOf<Items["person-info-change"]> & AnswersOf<Items["employee-info-change"]>;

const changesOf = ({ mobile, address, email, household, education }: Partial<Answers>): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ mobile, address, email, household, education }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );

/** 个人一般信息变更, for oneself, under a mandate or by the employer. What is as it was is left alone. */
export const changeInfo: Handler<Answers> = {
  effect: ({ tx, core, subject, answers, key, today }) =>
    core.changePersonInfo(tx, {
      personId: subject.personId,
      key,
      today,
      changes: changesOf(answers),
      ...(subject.employerId === undefined ? {} : { employerId: subject.employerId }),
    }),
};
