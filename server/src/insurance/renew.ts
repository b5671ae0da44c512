import { addMonths, Money, Month, monthOf } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import type { Effect, RenewFlexible } from "../ports/core-insurance.ts";
import { flexibleMonth, isTier, schemeNames } from "@wsi/shared/insurance";
import { once, refused, type Refused } from "./effect.ts";
import { startFlexible } from "./person/start.ts";
import { isEmployed, readStanding, type Standing } from "./facts.ts";

function barrier(act: RenewFlexible, standing: Standing): Refused | undefined {
  const thisMonth = monthOf(act.today);
  if (standing.retired) return refused("您已经领取养老金，不需要再缴费", "待遇问题请打 12333，或到社保大厅咨询");
  if (standing.rows.length === 0)
    return refused("没有查到您的参保记录", "第一次参保请先办理参保登记；确实参过保的，请带身份证到社保大厅核对");
  if (isEmployed(standing))
    return refused(
      "您现在由单位参保，不能同时以灵活就业身份缴费",
      "已经离职的，请原单位先办停保；单位不办的，可以打 12333 反映",
    );
  if (standing.overAge)
    return refused("您已到法定退休年龄，不能在手机上续保", "缴费年限不够的，请带身份证到社保大厅办理延长缴费");
  if (act.from !== thisMonth && act.from !== addMonths(thisMonth, 1))
    return refused(
      `续保只能从本月或下月开始，不能从 ${Month.print(act.from)} 开始`,
      "请把起始月改成本月或下月；以前的月份请看「中断补缴」",
    );
  if (act.schemes.length === 0) return refused("没有选续保的险种", "请至少选一个险种");
  if (act.schemes.includes("pension") && (act.tier === undefined || !isTier(standing.figures, act.tier)))
    return refused("没有这个缴费档次", "请从列表里选一个养老缴费档次");
  for (const scheme of act.schemes) {
    const own = standing.rows.filter((row) => row.scheme === scheme);
    if (own.some((row) => row.stopped_on === null))
      return refused(
        `您的${schemeNames[scheme]}正在缴费中，不用续保`,
        "想改档次请办理缴费档次变更；想查到账请看「查缴费」",
      );
    const last = own
      .map((row) => row.stopped_on ?? "")
      .toSorted()
      .at(-1);
    if (last !== undefined && last >= act.from)
      return refused(
        `您的${schemeNames[scheme]}已经缴到 ${Month.print(last)}`,
        `请把起始月改成 ${Month.print(addMonths(last, 1))}，到那个月再办也可以`,
      );
  }
  return undefined;
}

/**
 * 灵活就业续保. One enrolment a scheme from `from` on and that month's assessment, to be paid in the tax channel. Never two active
 * enrolments of a scheme; the employer's comes first (Wuhan: stop flexible before a unit enrols, and the reverse).
 */
export function renewFlexible(tx: Tx, act: RenewFlexible): Promise<Effect> {
  const { personId, key, today, ...asked } = act;
  const schemes = [...new Set(act.schemes)].toSorted().toReversed();
  const input = { ...asked, schemes };
  return once(tx, { kind: "renew-flexible", key, personId, today, input }, async () => {
    const standing = await readStanding(tx, personId, today);
    const { figures } = standing;
    const barred = barrier(act, standing);
    if (barred) return barred;
    const month = flexibleMonth(figures, act.from, schemes, act.tier);
    const taken = await tx
      .selectFrom("payments")
      .select("scheme")
      .where("person_id", "=", personId)
      .where("month", "=", act.from)
      .where("scheme", "in", schemes)
      .where("status", "<>", "cancelled")
      .executeTakeFirst();
    if (taken)
      return refused(`${Month.print(act.from)}已经有缴费记录`, `请把起始月改成 ${Month.print(addMonths(act.from, 1))}`);

    await startFlexible(tx, act, schemes, month.lines, figures);
    const due = month.lines.reduce((sum, line) => sum + line.person, 0);
    const names = schemes.map((scheme) =>
      scheme === "pension" ? `${schemeNames.pension}（${act.tier}%）` : schemeNames[scheme],
    );
    return {
      text: `从 ${Month.print(act.from)}起恢复${names.join("、")}缴费，${Month.print(act.from)}应缴 ${Money.print(due)}，请在当月 20 日前到税务渠道缴清。`,
      due,
      ...(month.estimate === undefined ? {} : { estimate: month.estimate }),
      events: [
        { kind: "enrolled", detail: { schemes, tier: act.tier, region: act.region, from: act.from } },
        { kind: "assessed", detail: { month: act.from, lines: month.lines, figures: figures.version } },
      ],
    };
  });
}
