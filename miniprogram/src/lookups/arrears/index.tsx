import { View } from "@tarojs/components";
import type { ArrearsView } from "@wsi/shared/contract";
import { useCallback } from "react";
import { api } from "../../api.ts";
import {
  Amount,
  Card,
  Cell,
  dayText,
  Empty,
  Figure,
  go,
  monthText,
  Note,
  schemeName,
  Tag,
  TextButton,
  yuan,
} from "../../ui/index.ts";
import { Lookup, Next, PersonOnly } from "../frame.tsx";
import { authorityName, statusTag } from "../words.ts";

/** 查欠费: what one has to pay oneself, by when, and where. */
export default function ArrearsPage() {
  return <PersonOnly title="查欠费">{(word, own) => <ArrearsOf word={word} own={own} />}</PersonOnly>;
}

function ArrearsOf({ word, own }: { word: string; own: boolean }) {
  const load = useCallback(() => api.arrears({ for: word }), [word]);
  return (
    <Lookup title="查欠费" lead={own ? "我欠费吗" : "对方欠费吗"} text="自己缴的部分；单位缴的由单位负责" load={load}>
      {(value) =>
        value.lines.length === 0 ? (
          <Empty title="没有欠费" text="该自己缴的都缴清了。单位参保的，单位有没有缴，看缴费记录。">
            <TextButton id="to-payments" onClick={() => go("lookups/payments/index")}>
              看缴费记录
            </TextButton>
          </Empty>
        ) : (
          <Owed value={value} />
        )
      }
    </Lookup>
  );
}

function Owed({ value }: { value: ArrearsView }) {
  return (
    <>
      <Card title="一共要缴" id="owed">
        <Amount>{yuan(value.total + value.lateFees)} 元</Amount>
        {value.lateFees > 0 ? <Note>其中滞纳金 {yuan(value.lateFees)} 元</Note> : <Note>自己缴费的，没有滞纳金。</Note>}
        <Note>到税务渠道缴：楚税通、鄂汇办，或者到办税厅。刚缴的要等 2 到 5 个工作日才显示。</Note>
      </Card>
      <Card title="哪些月份">
        {value.lines.map((line, at) => {
          const [tone, word] = statusTag[line.status];
          return (
            <Cell
              key={`${line.month}${line.scheme}${at}`}
              test="owed-line"
              label={`${monthText(line.month)} ${schemeName[line.scheme]}`}
              text={
                <>
                  <View>{dayText(line.payBy)}前缴</View>
                  <View>{authorityName[line.authority]}部门核定，税务部门收</View>
                  {line.lateFee > 0 ? <View>滞纳金 {yuan(line.lateFee)} 元</View> : null}
                  {line.order ? <View>缴费单 {line.order}</View> : null}
                </>
              }
              value={
                <>
                  <Figure>{yuan(line.person + line.unit)} 元</Figure>
                  <View>
                    <Tag tone={tone}>{word}</Tag>
                  </View>
                </>
              }
            />
          );
        })}
      </Card>
      <Next next={value.next} />
    </>
  );
}
