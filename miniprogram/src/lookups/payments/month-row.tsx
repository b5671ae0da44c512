import { View } from "@tarojs/components";
import type { PaymentMonth } from "@wsi/shared/contract";
import { useCallback, useState } from "react";
import { api } from "../../api.ts";
import {
  Bullets,
  Cell,
  Failure,
  Figure,
  Inset,
  Loading,
  monthText,
  schemeName,
  Tag,
  TextButton,
  useAnswer,
  yuan,
} from "../../ui/index.ts";
import { authorityName, figuresText, statusTag } from "../words.ts";
import type { Whose } from "../whose-employee.tsx";

const paid = (month: PaymentMonth): number => month.paidByPerson + month.paidByUnit;

function amountOf(month: PaymentMonth) {
  if (month.gap) return <Tag tone="warn">没有缴费</Tag>;
  if (month.lines.some((line) => line.status === "arrears")) return <Tag tone="bad">欠费</Tag>;
  if (paid(month) > 0) return <Figure>{yuan(paid(month))} 元</Figure>;
  return month.lines.some((line) => line.status === "assessed") ? <Tag tone="busy">已核定待缴</Tag> : <Tag>已作废</Tag>;
}

/** A month that unfolds into its lines, and each line into how it was worked out. */
export function MonthRow({ month, whose }: { month: PaymentMonth; whose: Whose }) {
  const [open, setOpen] = useState(false);
  const [explained, setExplained] = useState(false);
  return (
    <>
      <Cell
        id={`month-${month.month}`}
        test="payment-month"
        label={monthText(month.month)}
        text={
          month.through === "employer"
            ? (month.employerName ?? "单位缴费")
            : month.through === "flexible"
              ? "灵活就业"
              : undefined
        }
        value={amountOf(month)}
        {...(month.lines.length > 0 ? { open, onClick: () => setOpen((now) => !now) } : {})}
      />
      {open ? (
        <Inset>
          {month.lines.map((line, at) => {
            const [tone, text] = statusTag[line.status];
            return (
              <Cell
                key={`${line.scheme}${at}`}
                label={schemeName[line.scheme]}
                text={
                  <>
                    <View>个人 {yuan(line.person)} 元</View>
                    <View>单位 {yuan(line.unit)} 元</View>
                    <View>缴费基数 {yuan(line.base)} 元</View>
                    <View>{figuresText(line.figures)}</View>
                    {line.note === undefined ? null : <View>{line.note}</View>}
                  </>
                }
                value={<Tag tone={tone}>{text}</Tag>}
              />
            );
          })}
          {explained ? (
            <Explained month={month.month} whose={whose} />
          ) : (
            <TextButton id={`explain-${month.month}`} onClick={() => setExplained(true)}>
              这个月是怎么算的？
            </TextButton>
          )}
        </Inset>
      ) : null}
    </>
  );
}

function Explained({ month, whose }: { month: string; whose: Whose }) {
  const { for: word, employee } = whose;
  const load = useCallback(
    () => api.explainMonth({ month, for: word, ...(employee === undefined ? {} : { employee }) }),
    [month, word, employee],
  );
  const { answer, retry } = useAnswer(load);
  if (!answer) return <Loading text="正在算给您看…" />;
  if (!answer.ok) return <Failure error={answer.error} onRetry={retry} />;
  return (
    <View id={`explained-${month}`}>
      {answer.value.lines.map((line, at) => (
        <Cell
          key={`${line.scheme}${at}`}
          label={`${schemeName[line.scheme]}（${authorityName[line.authority]}）`}
          text={<Bullets items={line.steps} />}
        />
      ))}
      {answer.value.estimate ? <View className="note">{answer.value.estimate}。</View> : null}
    </View>
  );
}
