import type { ReminderKind } from "@wsi/shared/contract";
import { beijingDay } from "@wsi/shared/case";
import { addDays, addMonths, Day, Money, Month, monthOf } from "@wsi/shared/values";
import { inTransaction, type Db, type Tx } from "../db.ts";
import type { CoreInsurance, Reminding } from "../ports/core-insurance.ts";
import { tell, type NoticeText } from "./notices.ts";
import { remindersOff } from "./reminder-choices.ts";

/** How many days before its last day a month is called to mind. */
const soonDays = 5;
const slice = 500;

/** What to tell one person today; each event has one key for ever, so it is told once however often the clock comes by. */
export function remindersFor(
  personId: string,
  { due, tier, benefitEnds }: Reminding,
  today: string,
): (NoticeText & { kind: ReminderKind })[] {
  const told: (NoticeText & { kind: ReminderKind })[] = [];
  const say = (kind: ReminderKind, key: string, title: string, text: string, open: string) =>
    void told.push({
      kind,
      key: `remind:${key}`,
      personId,
      title,
      text: `${text}\n不想收这类提醒，可以在「提醒设置」里关掉。`,
      open,
    });
  const sum = (lines: Reminding["due"]) => Money.print(lines.reduce((total, line) => total + line.fen, 0));

  const soon = due.filter((line) => line.payBy >= today && line.payBy <= addDays(today, soonDays));
  const nearest = soon.map((line) => line.payBy).toSorted()[0];
  if (nearest !== undefined)
    say(
      "arrears",
      `due:${personId}:${nearest}`,
      "社保费快到截止日了",
      `还有 ${sum(soon)} 没有到账，请在 ${Day.print(nearest)} 前到税务渠道（楚税通、鄂汇办）缴费。刚缴过的不用再缴，到账要几天。`,
      "lookups/arrears/index",
    );
  const late = due.filter((line) => line.payBy < today);
  const newest = late.at(-1);
  if (newest)
    say(
      "arrears",
      `overdue:${personId}:${newest.month}`,
      "有月份过了截止日还没有到账",
      `${Month.print(newest.month)}的社保费没有到账，现在共欠 ${sum(late)}。刚缴过的等几天再看；没缴的请尽快补上。`,
      "lookups/arrears/index",
    );
  if (tier !== null && today.slice(5) >= "06-10" && today.slice(5) <= "06-30")
    say(
      "tier",
      `tier:${personId}:${today.slice(0, 4)}`,
      "7 月起可以换缴费档次",
      `您现在按 ${tier}% 档次缴养老保险。7 月开始新的缴费年度，想换档次请提前选；不换就沿用现在的档次，金额以公布为准。`,
      "lookups/tiers/index",
    );
  const month = monthOf(today);
  if (benefitEnds !== null && benefitEnds <= addMonths(month, 1))
    say(
      "benefit",
      `benefit:${personId}:${benefitEnds}`,
      "失业金快领完了",
      `失业金领到 ${Month.print(benefitEnds)}为止，医保也只代缴到这个月。找到工作请单位参保；没找到的，可以按灵活就业接着缴，不要断。`,
      "lookups/benefits/index",
    );
  return told;
}

const boundAfter = (db: Db, cursor: string) =>
  db
    .selectFrom("bindings")
    .select("person_id")
    .distinct()
    .where("person_id", ">", cursor)
    .orderBy("person_id")
    .limit(slice)
    .execute();

/** Daily: reminds whoever is bound to a phone and did not say that they do not want it. Answers how many were told something. */
export async function remindPeople(db: Db, core: Pick<CoreInsurance, "reminding">, now: Date): Promise<number> {
  const today = beijingDay(now);
  let cursor = "00000000-0000-0000-0000-000000000000";
  let told = 0;
  for (;;) {
    const ids = (await boundAfter(db, cursor)).map((row) => row.person_id);
    const last = ids.at(-1);
    if (last === undefined) return told;
    cursor = last;
    told += await inTransaction(db, (tx) => remindSome(tx, core, ids, today, now));
  }
}

async function remindSome(
  tx: Tx,
  core: Pick<CoreInsurance, "reminding">,
  ids: readonly string[],
  today: string,
  now: Date,
): Promise<number> {
  const [found, off] = [await core.reminding(tx, ids, today), await remindersOff(tx, ids)];
  let told = 0;
  for (const [personId, reminding] of found) {
    const wanted = remindersFor(personId, reminding, today).filter(({ kind }) => !off.get(personId)?.has(kind));
    for (const notice of wanted) await tell(tx, notice, now);
    if (wanted.length > 0) told += 1;
  }
  return told;
}
