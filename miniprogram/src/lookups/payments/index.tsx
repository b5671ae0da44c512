import { View } from "@tarojs/components";
import type { PaymentMonth } from "@wsi/shared/contract";
import { useCallback, useState } from "react";
import { api } from "../../api.ts";
import { EmployeePicker } from "../../employee-picker.tsx";
import { ForWhomBanner, useForWhom, type Chosen } from "../../for-whom.tsx";
import {
  Amount,
  backwards,
  Banner,
  Bars,
  Button,
  Card,
  Cell,
  Empty,
  Failure,
  Figure,
  go,
  Inset,
  Lead,
  Loading,
  momentText,
  monthText,
  NotBound,
  Note,
  Page,
  schemeName,
  Tag,
  useLoaded,
  yuan,
} from "../../ui/index.ts";
import { paymentStatus } from "../payment-status.ts";

const paid = (month: PaymentMonth): number => month.paidByPerson + month.paidByUnit;
const sum = (months: readonly PaymentMonth[], of: (month: PaymentMonth) => number): number =>
  months.reduce((total, month) => total + of(month), 0);

export default function PaymentsPage() {
  const [employee, setEmployee] = useState<{ id: string; name: string } | null>(null);
  const chosen = useForWhom();
  if (chosen.as === "employer" && employee === null)
    return (
      <Page title="查缴费">
        <ForWhomBanner />
        <Card>
          <Cell
            id="open-statement"
            label="单位缴费明细"
            text="按月看单位一共要缴多少、每位员工多少"
            onClick={() => go("lookups/statement/index")}
          />
        </Card>
        <EmployeePicker
          employerId={chosen.id}
          newcomers={false}
          onPick={(picked, name) => {
            if ("employee" in picked) setEmployee({ id: picked.employee, name });
          }}
        />
      </Page>
    );
  const whose = chosen.as === "employer" ? employee : null;
  return <Payments chosen={chosen} employee={whose} another={() => setEmployee(null)} />;
}

interface Props {
  chosen: Chosen;
  employee: { id: string; name: string } | null;
  another(): void;
}

function Payments({ chosen, employee, another }: Props) {
  const one = employee?.id;
  const load = useCallback(
    () => api.payments({ months: "24", for: chosen.word, ...(one === undefined ? {} : { employee: one }) }),
    [chosen.word, one],
  );
  const { value, error, reload } = useLoaded(load);
  const months = value?.months ?? [];
  const gaps = months.filter((month) => month.gap);
  return (
    <Page title="查缴费">
      <Lead
        title={chosen.as === "self" ? "我的缴费" : `${employee?.name ?? chosen.name} 的缴费`}
        text={value ? `最近 24 个月，数据截至 ${momentText(value.asOf)}` : "最近 24 个月"}
      />
      <ForWhomBanner />
      {!value && error?.code === "not-bound" ? <NotBound /> : null}
      {!value && error && error.code !== "not-bound" ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Loading /> : null}
      {value && months.length === 0 ? (
        <Empty title="没有查到缴费记录" text="刚缴的款要等几天才到账。有疑问请打 12333。" />
      ) : null}
      {months.length > 0 ? (
        <Card title="一共缴了">
          <Amount>{yuan(sum(months, paid))} 元</Amount>
          <Note>
            个人 {yuan(sum(months, (month) => month.paidByPerson))} 元，单位{" "}
            {yuan(sum(months, (month) => month.paidByUnit))} 元
          </Note>
          <Bars
            bars={backwards(months).map((month) => ({
              label: monthText(month.month),
              value: paid(month),
              missing: month.gap,
            }))}
            caption={
              gaps.length > 0
                ? "每根柱子是一个月，虚线框是中断的月份"
                : employee
                  ? "每根柱子是一个月，只含本单位"
                  : "每根柱子是一个月，没有中断"
            }
          />
        </Card>
      ) : null}
      {gaps.length > 0 ? (
        <Banner tone="warn" id="gap-months" title={`有 ${gaps.length} 个月没有缴费`}>
          <View>
            {gaps
              .slice(0, 6)
              .map((month) => monthText(month.month))
              .join("、")}
            {gaps.length > 6 ? " 等" : ""}。不影响以前的年限，但这几个月不算年限。
          </View>
          <Button look="light" onClick={() => go("pages/find/index")}>
            看看能不能补
          </Button>
        </Banner>
      ) : null}
      {employee ? (
        <Button look="light" id="another-employee" onClick={another}>
          查另一位员工
        </Button>
      ) : null}
      {months.length > 0 ? (
        <Card title="每个月">
          {months.map((month) => (
            <MonthRow key={month.month} month={month} />
          ))}
        </Card>
      ) : null}
    </Page>
  );
}

function MonthRow({ month }: { month: PaymentMonth }) {
  const [open, setOpen] = useState(false);
  const trouble = month.lines.some((line) => line.status === "arrears");
  const waiting = month.lines.some((line) => line.status === "assessed");
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
        value={
          month.gap ? (
            <Tag tone="warn">没有缴费</Tag>
          ) : trouble ? (
            <Tag tone="bad">欠费</Tag>
          ) : waiting && paid(month) === 0 ? (
            <Tag tone="busy">已核定待缴</Tag>
          ) : (
            <Figure>{yuan(paid(month))} 元</Figure>
          )
        }
        {...(month.lines.length > 0 ? { open, onClick: () => setOpen((now) => !now) } : {})}
      />
      {open ? (
        <Inset>
          {month.lines.map((line, at) => {
            const [tone, text] = paymentStatus[line.status];
            return (
              <Cell
                key={`${line.scheme}${at}`}
                label={schemeName[line.scheme]}
                text={
                  <>
                    <View>个人 {yuan(line.person)} 元</View>
                    <View>单位 {yuan(line.unit)} 元</View>
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
