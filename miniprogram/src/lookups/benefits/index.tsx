import type { BenefitView } from "@wsi/shared/contract";
import { useCallback } from "react";
import { api } from "../../api.ts";
import { Card, Empty, Fact, go, monthText, Note, Tag, TextButton, yuan } from "../../ui/index.ts";
import { Lookup, PersonOnly } from "../frame.tsx";
import { figuresText } from "../words.ts";

/** 待遇: what one draws or has drawn. */
export default function BenefitsPage() {
  return <PersonOnly title="我的待遇">{(word) => <BenefitsOf word={word} />}</PersonOnly>;
}

function BenefitsOf({ word }: { word: string }) {
  const load = useCallback(() => api.benefits({ for: word }), [word]);
  return (
    <Lookup title="我的待遇" lead="待遇" text="失业金、养老金" load={load}>
      {({ benefits }) =>
        benefits.length === 0 ? (
          <Empty title="没有领过待遇" text="失业了、到退休年龄了，可以申领。">
            <TextButton id="find-benefits" onClick={() => go("pages/find/index")}>
              看看能申领什么
            </TextButton>
          </Empty>
        ) : (
          benefits.map((one) => <Benefit key={`${one.kind}${one.from}`} one={one} />)
        )
      }
    </Lookup>
  );
}

function Benefit({ one }: { one: BenefitView }) {
  const left = one.months === undefined ? undefined : Math.max(0, one.months - (one.drawn ?? 0));
  return (
    <Card test="benefit" title={one.kind === "pension" ? "养老金" : "失业保险金"}>
      <Fact label="状态">
        <Tag tone={one.running ? "good" : "plain"}>{one.running ? "正在领" : "已经结束"}</Tag>
      </Fact>
      <Fact label="每月">{yuan(one.monthly)} 元</Fact>
      <Fact label="时间">
        {monthText(one.from)}起{one.to ? `，到${monthText(one.to)}` : ""}
      </Fact>
      {one.months === undefined ? null : (
        <Fact label="月数">
          核定 {one.months} 个月，领了 {one.drawn ?? 0} 个月{one.running ? `，还有 ${left} 个月` : ""}
        </Fact>
      )}
      <Fact label="怎么算的">{figuresText(one.figures)}</Fact>
      {one.note === undefined ? null : <Fact label="更正">{one.note}</Fact>}
      <Note>
        {one.kind === "pension"
          ? "每年可能调整，以公布为准。"
          : "没领完就找到工作的，剩下的月份留着，下次失业还能接着领。"}
      </Note>
    </Card>
  );
}
