import type { PaymentHistory, PaymentState, Scheme } from "@wsi/shared/contract";
import { useState } from "react";
import { Button, Option, Options, Question, schemeName, Sheet } from "../../ui/index.ts";

/** What of the records is wanted; what is left out narrows nothing. Years as they travel. */
export interface Filter {
  from?: string;
  to?: string;
  scheme?: Scheme;
  state?: PaymentState;
  payer?: string;
}
type Known = NonNullable<PaymentHistory["known"]>;

export const stateName: Record<PaymentState, string> = {
  paid: "已到账",
  waiting: "待缴",
  arrears: "欠费",
  gap: "断缴的月份",
};
const states: readonly PaymentState[] = ["paid", "waiting", "arrears", "gap"];
const schemes: readonly Scheme[] = ["pension", "medical", "unemployment", "work-injury", "maternity"];

/** The filter in words, so that nobody takes a part for the whole. */
export function filterText({ from, to, scheme, state, payer }: Filter, known: Known | null): string {
  const years =
    from === undefined && to === undefined
      ? ""
      : from === to
        ? `${from}年`
        : `${from ?? known?.from ?? ""}年到${to ?? known?.to ?? ""}年`;
  const who = payer === undefined ? "" : (known?.payers.find((one) => one.key === payer)?.name ?? "");
  const words = [years, scheme ? schemeName[scheme] : "", who, state ? stateName[state] : ""].filter(
    (one) => one !== "",
  );
  return words.length === 0 ? "全部记录" : words.join("，");
}

/** A filter with one part set to what was tapped, or taken away when it was set already; a range never runs backwards. */
export function withPart<K extends keyof Filter>(filter: Filter, part: K, value: NonNullable<Filter[K]>): Filter {
  const { [part]: before, ...rest } = filter;
  if (before === value) return rest;
  const next: Filter = { ...rest, [part]: value };
  if (next.from !== undefined && next.to !== undefined && next.from > next.to)
    return part === "from" ? { ...next, to: next.from } : { ...next, from: next.to };
  return next;
}

interface SheetProps {
  filter: Filter;
  known: Known;
  onUse(filter: Filter): void;
}

/** Closing it shows what was chosen: there is nothing to confirm and nothing to lose. */
export function FilterSheet({ filter, known, onUse }: SheetProps) {
  const [draft, setDraft] = useState(filter);
  const years = Array.from({ length: known.to - known.from + 1 }, (_, back) => String(known.to - back));
  const choice = <K extends keyof Filter>(part: K, value: NonNullable<Filter[K]>, words: string) => (
    <Option
      key={value}
      id={`filter-${part}-${value}`}
      on={draft[part] === value}
      onClick={() => setDraft((now) => withPart(now, part, value))}
    >
      {words}
    </Option>
  );
  return (
    <Sheet title="筛选" onClose={() => onUse(draft)} close="看结果">
      <Question name="filter-scheme" label="哪种保险" optional>
        <Options id="filter-scheme" columns={2}>
          {schemes.map((scheme) => choice("scheme", scheme, schemeName[scheme]))}
        </Options>
      </Question>
      <Question name="filter-payer" label="谁缴的" optional>
        <Options id="filter-payer">{known.payers.map((one) => choice("payer", one.key, one.name))}</Options>
      </Question>
      <Question name="filter-state" label="到账了没有" optional>
        <Options id="filter-state" columns={2}>
          {states.map((state) => choice("state", state, stateName[state]))}
        </Options>
      </Question>
      <Question name="filter-from" label="从哪一年" optional>
        <Options id="filter-from" columns={3}>
          {years.map((year) => choice("from", year, `${year}年`))}
        </Options>
      </Question>
      <Question name="filter-to" label="到哪一年" optional>
        <Options id="filter-to" columns={3}>
          {years.map((year) => choice("to", year, `${year}年`))}
        </Options>
      </Question>
      <Button look="quiet" id="filter-clear" onClick={() => onUse({})}>
        全部清空
      </Button>
    </Sheet>
  );
}
