import { rollReviewRoutes, type RollReviewRows, type RollReviewView } from "@wsi/shared/contract";
import { Button, Table } from "antd";
import { useState } from "react";
import { InFull } from "../../in-full.tsx";
import { useSession } from "../../session.tsx";
import { Failed } from "../../states.tsx";
import { useAsked } from "../../use-asked.ts";
import { usualReasons } from "../applicant.tsx";

type Row = RollReviewRows["rows"][number];
interface RowsProps {
  view: RollReviewView;
  /** The last row before this page. */
  after: number;
  go(after: number): void;
  picked: readonly number[];
  /** Null: nothing is to be decided. */
  onPick: ((rows: readonly number[]) => void) | null;
}

/** The rows as the clerk sent them, names and numbers masked; those that are ticked are pointed at when the roll is given back. */
export function RollRows({ view, after, go, picked, onPick }: RowsProps) {
  const { value, trouble, reload } = useAsked(rollReviewRoutes.rows, { id: view.id, after: String(after) });
  const [before, setBefore] = useState<readonly number[]>([]);
  const { ask } = useSession();
  const last = value?.rows.at(-1)?.at;
  const cell = ({ at, cells, masked }: Row, key: string, label: string) =>
    masked.includes(key) ? (
      <InFull
        key={at}
        label={`第 ${at} 行的${label}`}
        field={`${key}-${at}`}
        masked={cells[key] ?? ""}
        usual={usualReasons}
        show={(reason) => ask(rollReviewRoutes.reveal, { id: view.id, at, column: key, reason })}
      />
    ) : (
      cells[key]
    );
  if (trouble !== null) return <Failed message={trouble} retry={reload} />;
  return (
    <section>
      <h2>名册{onPick ? <small className="case-small">　有问题的行先勾上，再退回</small> : null}</h2>
      <Table
        rowKey="at"
        size="small"
        pagination={false}
        loading={!value}
        dataSource={value?.rows ?? []}
        locale={{ emptyText: value ? "名册里的个人信息已经删除，只留合计。" : "正在加载" }}
        data-test="roll-rows"
        {...(onPick
          ? {
              rowSelection: {
                selectedRowKeys: [...picked],
                preserveSelectedRowKeys: true,
                onChange: (keys: React.Key[]) => onPick(keys.map(Number)),
              },
            }
          : {})}
        columns={[
          { title: "行", dataIndex: "at", width: 64 },
          ...view.columns.map(({ key, label }) => ({ title: label, render: (row: Row) => cell(row, key, label) })),
        ]}
      />
      <p className="roll-pages">
        <Button
          size="small"
          disabled={after === 0}
          onClick={() => {
            go(before.at(-1) ?? 0);
            setBefore(before.slice(0, -1));
          }}
        >
          上一页
        </Button>
        <Button
          size="small"
          disabled={!value?.more || last === undefined}
          onClick={() => {
            setBefore([...before, after]);
            go(last ?? 0);
          }}
          data-test="roll-next-page"
        >
          下一页
        </Button>
        {picked.length > 0 ? <span>勾了 {picked.length} 行</span> : null}
      </p>
    </section>
  );
}
