import { View } from "@tarojs/components";
import { lookupFiles, type StatementRow, type StatementView } from "@wsi/shared/contract";
import { addMonths } from "@wsi/shared/values";
import { useCallback, useEffect, useState } from "react";
import { api, openWorkbook } from "../../api.ts";
import {
  ActionProblem,
  Amount,
  Banner,
  Button,
  Buttons,
  Card,
  Cell,
  dayText,
  Empty,
  Fact,
  Figure,
  Inset,
  monthText,
  Note,
  Pager,
  schemeName,
  SwitchCell,
  Tag,
  TextButton,
  TextInput,
  yuan,
} from "../../ui/index.ts";
import { EmployerOnly, Lookup } from "../frame.tsx";
import { thisMonth } from "../month-now.ts";
import { figuresText, rowTag, statusTag } from "../words.ts";

const pauseMs = 350;

/** 单位月度账单. */
export default function StatementPage() {
  return (
    <EmployerOnly title="单位月度账单">{(employer) => <Statement key={employer} employer={employer} />}</EmployerOnly>
  );
}

function Statement({ employer }: { employer: string }) {
  const [month, setMonth] = useState(thisMonth);
  const [typed, setTyped] = useState("");
  const [ask, setAsk] = useState({ named: "", unpaid: false, page: 1 });
  useEffect(() => {
    const timer = setTimeout(
      () => setAsk((now) => (now.named === typed.trim() ? now : { ...now, named: typed.trim(), page: 1 })),
      pauseMs,
    );
    return () => clearTimeout(timer);
  }, [typed]);
  const load = useCallback(() => api.statement({ employer, month, ...ask }), [employer, month, ask]);
  const turn = (by: number) => {
    setMonth((now) => addMonths(now, by));
    setAsk((now) => ({ ...now, page: 1 }));
  };
  return (
    <Lookup
      title="单位月度账单"
      lead={`${monthText(month)}的账单`}
      text="每位员工要缴多少，缴了没有"
      load={load}
      above={
        <Card>
          <Buttons>
            <Button look="light" id="month-before" onClick={() => turn(-1)}>
              上个月
            </Button>
            <Button look="light" id="month-after" disabled={month > thisMonth()} onClick={() => turn(1)}>
              下个月
            </Button>
          </Buttons>
        </Card>
      }
    >
      {(value) => (
        <>
          <Sums value={value} employer={employer} />
          {value.sums.people > 0 ? (
            <Card title={`员工（${value.sums.people} 人）`}>
              <TextInput
                id="statement-name"
                label="员工姓名"
                placeholder="输入姓名找人"
                max={30}
                value={typed}
                onChange={setTyped}
              />
              <SwitchCell
                id="only-unpaid"
                label="只看没缴清的"
                text={`${value.sums.unpaidPeople} 人`}
                on={ask.unpaid}
                onChange={(unpaid) => setAsk((now) => ({ ...now, unpaid, page: 1 }))}
              />
              {value.rows.map((row) => (
                <Row key={`${value.month}${row.personId}`} row={row} />
              ))}
              {value.rows.length === 0 ? <Note>没有符合条件的员工，换个姓名或关掉「只看没缴清的」再看。</Note> : null}
            </Card>
          ) : null}
          <Pager
            page={value.page}
            matching={value.matching}
            size={value.size}
            unit="人"
            onPage={(page) => setAsk((now) => ({ ...now, page }))}
          />
        </>
      )}
    </Lookup>
  );
}

function Sums({ value, employer }: { value: StatementView; employer: string }) {
  const { sums, month, payBy } = value;
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  if (sums.people === 0)
    return <Empty title="这个月没有账单" text="还没有核定，或者这个月没有员工在本单位参保。每月 1 日核定当月的。" />;
  const left = sums.unit + sums.person + sums.lateFees - sums.arrived;
  async function keep() {
    setBusy(true);
    const done = await openWorkbook(lookupFiles.statement, { employer, month }, `单位账单${month}`);
    setBusy(false);
    setTrouble(done.ok ? null : done.error.message);
  }
  return (
    <>
      {left > 0 ? (
        <Banner
          tone={payBy < value.asOf ? "bad" : "warn"}
          id="statement-left"
          title={`还有 ${yuan(left)} 元没有到账（${sums.unpaidPeople} 人）`}
        >
          {payBy < value.asOf
            ? `${dayText(payBy)}已经过了，每天加收万分之五的滞纳金。请尽快到税务渠道缴。`
            : `${dayText(payBy)}前到税务渠道缴。`}
        </Banner>
      ) : null}
      <Card title="合计" id="statement-sums">
        <Amount>{yuan(sums.unit + sums.person + sums.lateFees)} 元</Amount>
        <Fact label="单位缴">{yuan(sums.unit)} 元</Fact>
        <Fact label="个人缴（从工资里扣）">{yuan(sums.person)} 元</Fact>
        {sums.lateFees > 0 ? <Fact label="滞纳金（算到今天）">{yuan(sums.lateFees)} 元</Fact> : null}
        <Fact label="已到账">{yuan(sums.arrived)} 元</Fact>
        <TextButton id="export" onClick={() => (busy ? undefined : void keep())}>
          {busy ? "正在导出…" : "导出全部员工的表格"}
        </TextButton>
        {trouble ? <ActionProblem id="export-problem" text={trouble} /> : null}
      </Card>
    </>
  );
}

function Row({ row }: { row: StatementRow }) {
  const [open, setOpen] = useState(false);
  const [tone, word] = rowTag(row);
  return (
    <>
      <Cell
        test="statement-row"
        label={row.name}
        text={
          <>
            <View>
              单位 {yuan(row.unit)}，个人 {yuan(row.person)}
            </View>
            {row.lateFee > 0 ? <View>滞纳金 {yuan(row.lateFee)}</View> : null}
          </>
        }
        value={<Tag tone={tone}>{word}</Tag>}
        open={open}
        onClick={() => setOpen((now) => !now)}
      />
      {open ? (
        <Inset>
          {row.lines.map((line, at) => (
            <Cell
              key={`${line.scheme}${at}`}
              label={schemeName[line.scheme]}
              text={
                <>
                  <View>缴费基数 {yuan(line.base)} 元</View>
                  <View>
                    单位 {yuan(line.unit)}，个人 {yuan(line.person)}
                  </View>
                  {line.lateFee > 0 ? <View>滞纳金 {yuan(line.lateFee)} 元</View> : null}
                  <View>{figuresText(line.figures)}</View>
                  {line.note === undefined ? null : <View>{line.note}</View>}
                </>
              }
              value={
                <>
                  <Figure>{yuan(line.unit + line.person)}</Figure>
                  <View>
                    <Tag tone={statusTag[line.status][0]}>{statusTag[line.status][1]}</Tag>
                  </View>
                </>
              }
            />
          ))}
        </Inset>
      ) : null}
    </>
  );
}
