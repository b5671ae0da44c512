import { reviewRoutes, type WorkCounts, type WorkFilter } from "@wsi/shared/contract";
import { regions } from "@wsi/shared/values";
import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";

const risks = { high: "高风险", medium: "中风险", low: "低风险" } as const;
const dues = { late: "已超期", today: "今天到期和超期", soon: "明天前到期" } as const;
const sorts = { press: "最急的在前", age: "等得最久的在前", risk: "风险高的在前", newest: "最新提交的在前" } as const;
const waits = {
  1: "等了 1 个工作日以上",
  3: "等了 3 个工作日以上",
  5: "等了 5 个工作日以上",
  10: "等了 10 个工作日以上",
};
const options = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

interface FiltersProps {
  filter: WorkFilter;
  onFilter(filter: WorkFilter): void;
  number: string;
  onNumber(number: string): void;
  counts: WorkCounts | null;
}

export const isNarrowed = (filter: WorkFilter): boolean =>
  Object.entries(filter).some(([name, value]) => name !== "sort" && Boolean(value));

/** Narrowing the list, and keeping how one likes it. */
export function Filters({ filter, onFilter, number, onNumber, counts }: FiltersProps) {
  const { ask } = useSession();
  const [open, setOpen] = useState(false);
  const [kept, setKept] = useState<string | null>(null);
  const set = (change: Partial<WorkFilter>) => {
    setKept(null);
    onFilter({ ...filter, ...change });
  };
  const keep = async () => {
    const answer = await ask(reviewRoutes.keepFilter, filter);
    setKept(answer.ok ? "已存，下次打开就是这样" : sentence(answer.error));
  };
  const narrowed = isNarrowed(filter);
  return (
    <div className="work-filters">
      <div className="work-search">
        <Input
          allowClear
          placeholder="按办件编号找，SB 开头"
          aria-label="办件编号"
          value={number}
          maxLength={16}
          onChange={(event) => onNumber(event.target.value.trim().toUpperCase())}
          data-test="work-number"
        />
        <Button
          type={narrowed ? "primary" : "default"}
          ghost={narrowed}
          onClick={() => setOpen(!open)}
          aria-expanded={open}
          data-test="work-filter"
        >
          筛选
        </Button>
      </div>
      {open ? (
        <div className="work-options" data-test="work-options">
          <Select
            allowClear
            placeholder="全部事项"
            aria-label="事项"
            value={filter.item ?? null}
            onChange={(item) => set({ item: item ?? undefined })}
            options={(counts?.items ?? []).map((one) => ({ value: one.code, label: `${one.name}（${one.count}）` }))}
          />
          <Select
            allowClear
            placeholder="全市各区"
            aria-label="区"
            value={filter.region ?? null}
            onChange={(region) => set({ region: region ?? undefined })}
            options={(counts?.regions ?? []).map((one) => ({
              value: one.code,
              label: `${regions[one.code] ?? one.code}（${one.count}）`,
            }))}
          />
          <Select
            allowClear
            placeholder="不限风险"
            aria-label="风险"
            value={filter.risk ?? null}
            onChange={(risk) => set({ risk: risk ?? undefined })}
            options={options(risks)}
          />
          <Select
            allowClear
            placeholder="不限期限"
            aria-label="期限"
            value={filter.due ?? null}
            onChange={(due) => set({ due: due ?? undefined })}
            options={options(dues)}
          />
          <Select
            allowClear
            placeholder="不限等了多久"
            aria-label="等了多久"
            value={filter.waited ? String(filter.waited) : null}
            onChange={(waited) => set({ waited: waited ? Number(waited) : undefined })}
            options={options(waits)}
          />
          <Select
            aria-label="排序"
            value={filter.sort ?? "press"}
            onChange={(sort) => set({ sort })}
            options={options(sorts)}
          />
          <Checkbox
            checked={filter.free === true}
            onChange={(event) => set({ free: event.target.checked || undefined })}
          >
            只看没人办的
          </Checkbox>
          <p className="work-keep">
            <Button size="small" onClick={() => void keep()} data-test="work-keep">
              存为我的筛选
            </Button>
            <Button
              size="small"
              type="text"
              onClick={() => {
                setKept(null);
                onFilter({});
              }}
            >
              清空
            </Button>
            {kept ? <span role="status">{kept}</span> : null}
          </p>
        </div>
      ) : null}
    </div>
  );
}
