import { View } from "@tarojs/components";
import type { Overview } from "@wsi/shared/contract";
import { useCallback } from "react";
import { api } from "../../api.ts";
import {
  backwards,
  Banner,
  Bars,
  Button,
  Card,
  Cell,
  dayText,
  Fact,
  go,
  monthText,
  Note,
  schemeName,
  Tag,
  useLoaded,
  yuan,
} from "../../ui/index.ts";
import { Lookup, Next, PersonOnly } from "../frame.tsx";
import { monthNow, retirementText, runText, spanText, standing } from "../words.ts";

export default function OverviewPage() {
  return <PersonOnly title="我的社保">{(word, own) => <OverviewOf word={word} own={own} />}</PersonOnly>;
}

function OverviewOf({ word, own }: { word: string; own: boolean }) {
  const load = useCallback(() => api.overview({ for: word }), [word]);
  return (
    <Lookup title="我的社保" lead={own ? "我的社保" : "对方的社保"} text="有没有断、要不要缴、缴了多久" load={load}>
      {(value) => (
        <>
          <Standing value={value} />
          {value.due ? <Due due={value.due} /> : null}
          <Years value={value} own={own} />
          <Next next={value.next} title={own ? "您可以办" : "可以替对方办"} />
          <More />
        </>
      )}
    </Lookup>
  );
}

function Standing({ value }: { value: Overview }) {
  const now = standing(value);
  const month = monthNow(value.thisMonth);
  return (
    <Card id="standing">
      <Fact label="有没有社保">
        <Tag tone={now.tone}>{now.title}</Tag>
        <View>{now.text}</View>
      </Fact>
      {value.retired && value.thisMonth.state === "none" ? null : (
        <Fact label={`这个月（${monthText(value.thisMonth.month)}）`}>
          <Tag tone={month.tone}>{month.word}</Tag>
          <View>{month.text}</View>
        </Fact>
      )}
    </Card>
  );
}

function Due({ due }: { due: NonNullable<Overview["due"]> }) {
  const [first = ""] = due.months;
  const months = due.months.length === 1 ? monthText(first) : `${monthText(first)}起 ${due.months.length} 个月`;
  return (
    <Banner
      tone={due.overdue ? "bad" : "warn"}
      id="due"
      title={due.overdue ? `欠 ${yuan(due.fen)} 元没有到账` : `要缴 ${yuan(due.fen)} 元`}
    >
      <View>
        {months}，
        {due.overdue
          ? `${due.months.length === 1 ? "" : "最早的 "}${dayText(due.payBy)}就该缴了`
          : `${dayText(due.payBy)}前缴`}
        。
      </View>
      <Button look="light" id="to-arrears" onClick={() => go("lookups/arrears/index")}>
        看欠了哪些、怎么缴
      </Button>
    </Banner>
  );
}

function Years({ value, own }: { value: Overview; own: boolean }) {
  if (value.months.length === 0) return null;
  const shown = value.gaps.slice(-3);
  return (
    <Card title="一共缴了多久" id="years">
      {value.months.map((one) => (
        <Fact key={one.scheme} label={schemeName[one.scheme]}>
          <View className="figure">{spanText(one.months)}</View>
        </Fact>
      ))}
      <Note>只算已经到账的。在外地缴过的，要转进来才算在一起。</Note>
      {own ? <Recent /> : null}
      {value.gaps.length > 0 ? (
        <Fact label="养老断过">
          {shown.map((run) => (
            <View key={run.from}>{runText(run)}</View>
          ))}
          {value.gaps.length > shown.length ? <View>还有 {value.gaps.length - shown.length} 段更早的</View> : null}
          <Note>断了不会把以前的作废，只是断的月份不算。</Note>
        </Fact>
      ) : null}
      {value.medicalGap > 0 && value.months.some((one) => one.scheme === "medical") && !value.retired ? (
        <Fact label="医保">
          已有 {value.medicalGap} 个月没缴。
          {value.medicalGap > 3 ? "超过 3 个月，续上以后要等一段时间才能报销。" : "3 个月以内补上，报销不受影响。"}
          以公布为准。
        </Fact>
      ) : null}
      {value.retired ? null : <Fact label="退休">{retirementText(value.retirement)}</Fact>}
    </Card>
  );
}

const recent = () => api.payments({ months: "24" });

/** The last two years at a glance; when it cannot be had, the words above say the same. */
function Recent() {
  const { value } = useLoaded(recent);
  const months = value?.months ?? [];
  if (months.length < 2) return null;
  return (
    <Bars
      bars={backwards(months).map((month) => ({
        label: monthText(month.month),
        value: month.paidByPerson + month.paidByUnit,
        missing: month.gap,
      }))}
      caption={
        months.some((month) => month.gap) ? "最近两年，一根柱子一个月，虚线框是断的月份" : "最近两年，一根柱子一个月"
      }
    />
  );
}

const more = [
  ["payments", "缴费记录", "每个月缴了多少，怎么算的"],
  ["arrears", "查欠费", "欠了哪些月份，什么时候缴"],
  ["account", "个人账户", "养老金里自己的那份存了多少"],
  ["enrolments", "参保信息", "参加了哪些保险，登记的手机、地址"],
  ["tiers", "缴费档次", "灵活就业选过哪些档次"],
  ["benefits", "我的待遇", "失业金、养老金领了多少"],
] as const;

function More() {
  return (
    <Card title="再细看" id="more">
      {more.map(([page, label, text]) => (
        <Cell key={page} id={`to-${page}`} label={label} text={text} onClick={() => go(`lookups/${page}/index`)} />
      ))}
      <Cell
        id="to-reminders"
        label="提醒设置"
        text="缴费、换档次、到期，要不要提醒"
        onClick={() => go("me/reminders/index")}
      />
    </Card>
  );
}
