import { reviewFiles, reviewRoutes, type ReviewerLine } from "@wsi/shared/contract";
import { beijingDay } from "@wsi/shared/case";
import { addDays } from "@wsi/shared/values";
import { Modal, Segmented, Table } from "antd";
import { useState } from "react";
import { useNow } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";

const spans = { 7: "近 7 天", 30: "近 30 天", 90: "近 90 天" } as const;
const every = "全部事项";
const share = (part: number, whole: number) => (whole === 0 ? "—" : `${Math.round((part / whole) * 100)}%`);

/** 审核统计: one's own figures; a supervisor sees everybody's, and takes them along as a file. */
export function ReviewFigures({ open, close }: { open: boolean; close(): void }) {
  return (
    <Modal open={open} title="审核统计" footer={null} onCancel={close} width={1040} destroyOnHidden>
      <Figures />
    </Modal>
  );
}

function Figures() {
  const [days, setDays] = useState<string>("30");
  const today = beijingDay(useNow(3600));
  const from = addDays(today, 1 - Number(days));
  const asked = useAsked(reviewRoutes.statistics, { from, to: today });
  const totals = (asked.value?.lines ?? []).filter((line) => line.item === every);
  const most = Math.max(1, ...totals.map((line) => line.decided));
  return (
    <div className="figures" data-test="review-figures">
      <p className="figures-head">
        <Segmented
          value={days}
          onChange={setDays}
          options={Object.entries(spans).map(([value, label]) => ({ value, label }))}
        />
        {asked.value?.all ? (
          <a href={`${reviewFiles.statistics}?from=${from}&to=${today}`} download data-test="figures-xlsx">
            导出 Excel
          </a>
        ) : (
          <span className="case-small">只显示您自己的。</span>
        )}
      </p>
      {asked.trouble ? <Failed message={asked.trouble} retry={asked.reload} /> : null}
      {!asked.value && !asked.trouble ? <Loading /> : null}
      {asked.value && totals.length === 0 ? <Blank title="这些天还没有办件" text="换一个更长的时间看看。" /> : null}
      {totals.length > 0 ? (
        <>
          <figure className="figures-chart" aria-label="每人办结件数，红色是超期">
            {totals.map((line) => (
              <div key={line.staff}>
                <span>{line.staff}</span>
                <span className="figures-bar">
                  <i style={{ width: `${((line.decided - line.late) / most) * 100}%` }} />
                  <i className="late" style={{ width: `${(line.late / most) * 100}%` }} />
                </span>
                <span>
                  {line.decided} 件{line.late > 0 ? `，超期 ${line.late}` : ""}
                </span>
              </div>
            ))}
          </figure>
          <Table<ReviewerLine>
            size="small"
            pagination={false}
            scroll={{ y: 360 }}
            rowKey={(line) => `${line.staff} ${line.item}`}
            dataSource={asked.value?.lines ?? []}
            rowClassName={(line) => (line.item === every ? "figures-total" : "")}
            columns={[
              { title: "审核员", dataIndex: "staff", width: 120 },
              { title: "事项", dataIndex: "item" },
              { title: "办结", dataIndex: "decided", align: "right", width: 64 },
              {
                title: "用时中位数",
                align: "right",
                width: 104,
                render: (_, line) => (line.medianMinutes === null ? "—" : `${line.medianMinutes} 分钟`),
              },
              {
                title: "退回率",
                align: "right",
                width: 76,
                render: (_, line) => share(line.returned, line.decided + line.returned),
              },
              {
                title: "不予通过率",
                align: "right",
                width: 96,
                render: (_, line) => share(line.declined, line.decided),
              },
              { title: "超期", dataIndex: "late", align: "right", width: 60 },
              { title: "复核同意", dataIndex: "confirmed", align: "right", width: 84 },
              { title: "复核退回", dataIndex: "sentBack", align: "right", width: 84 },
            ]}
          />
        </>
      ) : null}
    </div>
  );
}
