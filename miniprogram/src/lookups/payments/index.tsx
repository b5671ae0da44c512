import { View } from "@tarojs/components";
import { lookupFiles, type PaymentHistory } from "@wsi/shared/contract";
import { useCallback, useState } from "react";
import { api, openWorkbook } from "../../api.ts";
import { printPage } from "../../platform/print";
import {
  ActionProblem,
  Amount,
  Banner,
  Bars,
  Button,
  Buttons,
  Card,
  Empty,
  Note,
  Pager,
  TextButton,
  yuan,
} from "../../ui/index.ts";
import { Lookup, Next } from "../frame.tsx";
import { spanText } from "../words.ts";
import { OfSomebody, type Whose } from "../whose-employee.tsx";
import { FilterSheet, filterText, type Filter } from "./filter.tsx";
import { MonthRow } from "./month-row.tsx";

/** 缴费记录: the whole working life, by year, scheme, payer and state; any month explained; to keep and to print. */
export default function PaymentsPage() {
  return (
    <OfSomebody title="查缴费">{(whose) => <Payments key={whose.employee ?? whose.for} whose={whose} />}</OfSomebody>
  );
}

function Payments({ whose }: { whose: Whose }) {
  const [filter, setFilter] = useState<Filter>({});
  const [page, setPage] = useState(1);
  const [choosing, setChoosing] = useState(false);
  const { for: word, employee } = whose;
  const load = useCallback(
    () =>
      api.paymentHistory({ for: word, ...(employee === undefined ? {} : { employee }), ...filter, page: String(page) }),
    [word, employee, filter, page],
  );
  const use = (next: Filter) => {
    setChoosing(false);
    setPage(1);
    setFilter(next);
  };
  return (
    <Lookup
      title="查缴费"
      lead={`${whose.name}的缴费`}
      text={whose.own ? "每个月到账了没有" : "只在授权范围内看"}
      load={load}
    >
      {(value) =>
        value.known === null ? (
          <Empty
            title="没有查到缴费记录"
            text="刚缴的款要等 2 到 5 个工作日才到账。从没参过保的，先办参保。有疑问打 12333。"
          />
        ) : (
          <>
            <Sums
              value={value}
              filter={filter}
              whose={whose}
              onFilter={() => setChoosing(true)}
              onAll={() => use({})}
            />
            {value.sums.gaps > 0 && filter.state === undefined ? (
              <Banner tone="warn" id="gap-months" title={`有 ${value.sums.gaps} 个月没有缴费`}>
                <View>不影响以前的年限，但这几个月不算年限。</View>
                <Button look="light" id="only-gaps" onClick={() => use({ ...filter, state: "gap" })}>
                  看是哪些月份
                </Button>
              </Banner>
            ) : null}
            {value.months.length > 0 ? (
              <Card title="每个月">
                {value.months.map((month) => (
                  <MonthRow key={month.month} month={month} whose={whose} />
                ))}
              </Card>
            ) : (
              <Empty title="没有符合条件的记录" text="换个条件再看，或者看全部记录。">
                <Button look="light" id="all-records" onClick={() => use({})}>
                  看全部记录
                </Button>
              </Empty>
            )}
            <Pager page={value.page} matching={value.matching} size={value.size} unit="个月" onPage={setPage} />
            <Next next={value.next} />
            {whose.another ? (
              <TextButton id="another-employee" onClick={whose.another}>
                查另一位员工
              </TextButton>
            ) : null}
            {choosing ? <FilterSheet filter={filter} known={value.known} onUse={use} /> : null}
          </>
        )
      }
    </Lookup>
  );
}

interface SumsProps {
  value: PaymentHistory;
  filter: Filter;
  whose: Whose;
  onFilter(): void;
  onAll(): void;
}

function Sums({ value, filter, whose, onFilter, onAll }: SumsProps) {
  const { sums, years } = value;
  const narrowed = Object.keys(filter).length > 0;
  return (
    <Card title={narrowed ? filterText(filter, value.known) : "一共缴了"} id="sums">
      <Amount>{yuan(sums.person + sums.unit)} 元</Amount>
      <Note>
        个人 {yuan(sums.person)} 元，单位 {yuan(sums.unit)} 元，{spanText(sums.months)}到账
        {sums.unpaid > 0 ? `；还有 ${yuan(sums.unpaid)} 元没有到账` : ""}
        {whose.another ? "；只含本单位" : ""}
      </Note>
      {years.length > 1 ? (
        <Bars
          legend={["个人", "单位"]}
          bars={years.map((one) => ({
            label: `${one.year}年`,
            value: one.person + one.unit,
            over: one.unit,
            missing: one.person + one.unit === 0,
          }))}
          caption={
            years.some((one) => one.person + one.unit === 0)
              ? "每根柱子是一年，虚线框是没有缴费的年份"
              : "每根柱子是一年"
          }
        />
      ) : null}
      <View className="no-print">
        <Buttons>
          <Button look="light" id="open-filter" onClick={onFilter}>
            筛选
          </Button>
          {narrowed ? (
            <Button look="light" id="clear-filter" onClick={onAll}>
              看全部
            </Button>
          ) : null}
        </Buttons>
        <Keep filter={filter} whose={whose} />
      </View>
    </Card>
  );
}

/** To keep, to hand on, to print. */
function Keep({ filter, whose }: { filter: Filter; whose: Whose }) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function keep() {
    setBusy(true);
    const done = await openWorkbook(
      lookupFiles.payments,
      { for: whose.for, employee: whose.employee, ...filter },
      "缴费记录",
    );
    setBusy(false);
    setTrouble(done.ok ? null : done.error.message);
  }
  return (
    <>
      <TextButton id="export" onClick={() => (busy ? undefined : void keep())}>
        {busy ? "正在导出…" : "导出表格（可以打印）"}
      </TextButton>
      {printPage ? (
        <TextButton id="print" onClick={printPage}>
          打印本页
        </TextButton>
      ) : null}
      {trouble ? <ActionProblem id="export-problem" text={trouble} /> : null}
    </>
  );
}
