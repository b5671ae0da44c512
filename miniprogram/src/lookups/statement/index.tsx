import { View } from "@tarojs/components";
import { beijingDay } from "@wsi/shared/case";
import type { EmployerMonth } from "@wsi/shared/contract";
import { addMonths, monthOf } from "@wsi/shared/values";
import { useCallback, useEffect, useState } from "react";
import { api } from "../../api.ts";
import { ForWhomBanner, useForWhom } from "../../for-whom.tsx";
import {
  Amount,
  Button,
  Buttons,
  Card,
  Cell,
  dayText,
  Empty,
  Failure,
  Figure,
  go,
  Inset,
  Lead,
  Loading,
  monthText,
  Note,
  Page,
  schemeName,
  Tag,
  TextInput,
  useAnswer,
  yuan,
} from "../../ui/index.ts";
import { paymentStatus } from "../payment-status.ts";

const pauseMs = 350;
const pageSize = 50;

/** 单位缴费明细: a month of an employer, the sums first, then everybody by name. */
export default function StatementPage() {
  const chosen = useForWhom();
  if (chosen.as !== "employer")
    return (
      <Page title="单位缴费明细">
        <Empty title="先选单位" text="这里看单位的缴费。请在首页「为谁办」里选您经办的单位，再来查。" />
        <Button id="statement-home" onClick={() => go("pages/home/index")}>
          去首页选单位
        </Button>
      </Page>
    );
  return <Statement employerId={chosen.id} name={chosen.name} />;
}

function Statement({ employerId, name }: { employerId: string; name: string }) {
  const [thisMonth] = useState(() => monthOf(beijingDay(new Date())));
  const [month, setMonth] = useState(thisMonth);
  const [typed, setTyped] = useState("");
  const [named, setNamed] = useState("");
  const [page, setPage] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => {
      setNamed(typed.trim());
      setPage(0);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const load = useCallback(
    () => api.employerStatement({ id: employerId, month, named, page }),
    [employerId, month, named, page],
  );
  const { answer, retry } = useAnswer(load);
  const seen = answer?.ok ? answer.value : null;
  const turn = (by: number) => {
    setMonth((now) => addMonths(now, by));
    setPage(0);
  };
  return (
    <Page title="单位缴费明细">
      <Lead title={name} text={seen ? `${monthText(seen.month)}，数据截至 ${dayText(seen.asOf)}` : monthText(month)} />
      <ForWhomBanner />
      <Card title={monthText(month)}>
        <Buttons>
          <Button look="quiet" id="month-before" onClick={() => turn(-1)}>
            上个月
          </Button>
          <Button look="quiet" id="month-after" disabled={month >= thisMonth} onClick={() => turn(1)}>
            下个月
          </Button>
        </Buttons>
      </Card>
      {answer && !answer.ok ? <Failure error={answer.error} onRetry={retry} /> : null}
      {answer ? null : <Loading text="正在算…" />}
      {seen ? <Sums seen={seen} /> : null}
      {seen ? (
        <Card title="每位员工">
          <TextInput
            id="statement-name"
            label="员工姓名"
            placeholder="输入姓名找人"
            max={30}
            value={typed}
            onChange={setTyped}
          />
          {seen.people.map((one) => (
            <PersonRow key={one.id} one={one} />
          ))}
          {seen.total === 0 ? (
            <Note>{named ? "没有找到这位员工，请核对姓名。" : "这个月没有核定过费用。"}</Note>
          ) : (
            <Note>
              共 {seen.total} 人{seen.total > pageSize ? `，第 ${page + 1} 页` : ""}
            </Note>
          )}
          {seen.total > pageSize ? (
            <Buttons>
              <Button look="quiet" id="page-before" disabled={page === 0} onClick={() => setPage(page - 1)}>
                上一页
              </Button>
              <Button
                look="quiet"
                id="page-after"
                disabled={(page + 1) * pageSize >= seen.total}
                onClick={() => setPage(page + 1)}
              >
                下一页
              </Button>
            </Buttons>
          ) : null}
        </Card>
      ) : null}
      <Button look="light" id="print-record" onClick={() => go("apply/guide/index?code=employer-payment-record")}>
        打印缴费记录（PDF）
      </Button>
    </Page>
  );
}

function Sums({ seen }: { seen: EmployerMonth }) {
  const due = seen.unit + seen.person + seen.lateFees;
  return (
    <Card title="这个月一共要缴">
      <Amount id="statement-total">{yuan(due)} 元</Amount>
      <Cell label="单位部分" value={<Figure>{yuan(seen.unit)} 元</Figure>} />
      <Cell label="个人部分" text="从工资里代扣" value={<Figure>{yuan(seen.person)} 元</Figure>} />
      {seen.lateFees > 0 ? (
        <Cell
          label="滞纳金"
          text="每天万分之五，缴清为止，由单位承担"
          value={<Figure>{yuan(seen.lateFees)} 元</Figure>}
        />
      ) : null}
      <Cell label="已到账" value={<Figure>{yuan(seen.arrived)} 元</Figure>} />
      <Cell label="还没到账" value={<Figure>{yuan(due - seen.arrived)} 元</Figure>} />
      <Note>缴款后 2 到 5 个工作日到账。这里不收钱，请到税务渠道缴费；超过 5 天没到账请打 12366。</Note>
    </Card>
  );
}

function PersonRow({ one }: { one: EmployerMonth["people"][number] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Cell
        test="statement-person"
        label={one.name}
        text={
          <>
            <View>单位 {yuan(one.unit)} 元</View>
            <View>个人 {yuan(one.person)} 元</View>
          </>
        }
        value={<Figure>{yuan(one.unit + one.person)} 元</Figure>}
        open={open}
        onClick={() => setOpen((now) => !now)}
      />
      {open ? (
        <Inset>
          {one.lines.map((line, at) => {
            const [tone, text] = paymentStatus[line.status];
            return (
              <Cell
                key={`${line.scheme}${at}`}
                label={schemeName[line.scheme]}
                text={
                  <>
                    <View>单位 {yuan(line.unit)} 元</View>
                    <View>个人 {yuan(line.person)} 元</View>
                    <View>缴费基数 {yuan(line.base)} 元</View>
                  </>
                }
                value={<Tag tone={tone}>{text}</Tag>}
              />
            );
          })}
        </Inset>
      ) : null}
    </>
  );
}
