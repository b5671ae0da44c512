import { addMonths, ageOn, Money, Month, monthOf } from "@wsi/shared/values";
import { flexibleMonth, isTier, schemeNames } from "@wsi/shared/insurance";
import type { Tx } from "../../db.ts";
import type { Effect, EnrolFlexible } from "../../ports/core-insurance.ts";
import { once, refused, type Refused } from "../effect.ts";
import { readStanding, type Standing } from "../facts.ts";
import { getPerson } from "../people.ts";
import { startFlexible } from "./start.ts";

/** Whoever has worked-on age may join; 劳动法 15 forbids work below it. */
const leastAge = 16;

function barrier(act: EnrolFlexible, standing: Standing, birthDate: string): Refused | undefined {
  const thisMonth = monthOf(act.today);
  // Work injury by a building project alone is no enrolment of one's own: renewal would turn them away, too.
  if (standing.rows.some((row) => row.scheme !== "work-injury"))
    return refused("您以前参过保，不用再做首次登记", "请办理「灵活就业续保」，以前的年限会接着累计");
  if (standing.retired) return refused("您已经领取养老金，不需要再缴费", "待遇问题请打 12333，或到社保大厅咨询");
  if (ageOn(birthDate, act.today) < leastAge)
    return refused("未满 16 周岁，还不能参加职工社会保险", "未成年人可以参加城乡居民医保，请问户籍所在社区或打 12393");
  if (standing.overAge)
    return refused(
      "您已到法定退休年龄，不能新参加灵活就业社保（社会保险法第十条、第十六条）",
      "可以在户籍地参加城乡居民养老保险，请问社区或打 12333",
    );
  if (act.from !== thisMonth && act.from !== addMonths(thisMonth, 1))
    return refused(`参保只能从本月或下月开始，不能从 ${Month.print(act.from)} 开始`, "请把起始月改成本月或下月");
  if (act.schemes.length === 0) return refused("没有选参保的险种", "请至少选一个险种");
  if (act.schemes.includes("pension") && (act.tier === undefined || !isTier(standing.figures, act.tier)))
    return refused("没有这个缴费档次", "请从列表里选一个养老缴费档次");
  return undefined;
}

/** 灵活就业人员参保登记, of somebody who was never insured here. Whoever was renews instead. */
export function enrolFlexible(tx: Tx, act: EnrolFlexible): Promise<Effect> {
  const { personId, key, today, ...asked } = act;
  const schemes = [...new Set(act.schemes)].toSorted().toReversed();
  return once(tx, { kind: "enrol-flexible", key, personId, today, input: { ...asked, schemes } }, async () => {
    const { birthDate } = await getPerson(tx, personId);
    const standing = await readStanding(tx, personId, today);
    const { figures } = standing;
    const barred = barrier(act, standing, birthDate);
    if (barred) return barred;
    const month = flexibleMonth(figures, act.from, schemes, act.tier);
    await startFlexible(tx, act, schemes, month.lines, figures);
    const due = month.lines.reduce((sum, line) => sum + line.person, 0);
    const names = schemes.map((scheme) =>
      scheme === "pension" ? `${schemeNames.pension}（${act.tier}%）` : schemeNames[scheme],
    );
    const waiting = schemes.includes("medical") ? "医保连续缴满 6 个月后，从第 7 个月起享受待遇。" : "";
    return {
      text: `从 ${Month.print(act.from)}起参加${names.join("、")}，${Month.print(act.from)}应缴 ${Money.print(due)}，请在当月 20 日前到税务渠道缴清。${waiting}`,
      due,
      ...(month.estimate === undefined ? {} : { estimate: month.estimate }),
      events: [
        { kind: "enrolled", detail: { schemes, tier: act.tier, region: act.region, from: act.from, first: true } },
        { kind: "assessed", detail: { month: act.from, lines: month.lines, figures: figures.version } },
      ],
    };
  });
}
