import { any, equal, field } from "../field/index.ts";
import { employerDesk } from "./employer-words.ts";

/** Why a site is insured as a project, and by what rates. */
export const projectBasis = {
  law: { title: "工伤保险条例", article: "第二条、第十条", trust: "law" },
  rates: { title: "湖北省建筑项目工伤保险费率（2023 年转载，未经核实，以公布为准）", trust: "weak" },
} as const;

/** Where a project's matters are done, and whom one may call. */
export const projectDesk = { ...employerDesk, phones: ["12333（社保）", "12366（缴费）"] } as const;

/** A few workers can be named in the form itself; each is shown when there are that many. */
export const workerFields = {
  worker1Name: field.personName({
    label: "第 1 人：姓名",
    showWhen: any(...["1", "2", "3"].map((n) => equal("howMany", n))),
  }),
  worker1Id: field.idNumber({
    label: "第 1 人：身份证号码",
    showWhen: any(...["1", "2", "3"].map((n) => equal("howMany", n))),
  }),
  worker2Name: field.personName({
    label: "第 2 人：姓名",
    showWhen: any(equal("howMany", "2"), equal("howMany", "3")),
  }),
  worker2Id: field.idNumber({
    label: "第 2 人：身份证号码",
    showWhen: any(equal("howMany", "2"), equal("howMany", "3")),
  }),
  worker3Name: field.personName({ label: "第 3 人：姓名", showWhen: equal("howMany", "3") }),
  worker3Id: field.idNumber({ label: "第 3 人：身份证号码", showWhen: equal("howMany", "3") }),
} as const;

/** A thousand hundred million yuan: above it the ledger takes it for a slip of the pen. Fen. */
export const mostPrice = 9_999_999_999_999;
