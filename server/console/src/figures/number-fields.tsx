import type { Figure, FigureKind, FigureUnit } from "@wsi/shared/insurance";
import { Button, Input } from "antd";
import { Labelled } from "../labelled.tsx";
import { shownNumber, unitWord } from "./numbers.ts";
import type { RowDraft } from "./row-draft.ts";
import { infoOf } from "./value.tsx";

interface Props {
  kind: FigureKind;
  draft: RowDraft;
  like: Figure | undefined;
  problems: Readonly<Record<string, string>>;
  set(part: Partial<RowDraft>): void;
}

/** The numbers of a row: each beside what stood there before. */
export function NumberFields({ kind, draft, like, problems, set }: Props) {
  const info = infoOf(kind);
  const put = (at: number, part: Partial<RowDraft["numbers"][number]>) =>
    set({ numbers: draft.numbers.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  const field = (at: number, unit: FigureUnit, label: string, name: string) => {
    const was = like?.value[name];
    return (
      <Input
        value={draft.numbers[at]?.text ?? ""}
        inputMode="decimal"
        aria-label={label}
        suffix={unitWord(unit) || undefined}
        placeholder={was === undefined ? "" : `上一次 ${shownNumber(was, unit)}`}
        onChange={(event) => put(at, { text: event.target.value })}
        data-test={`fig-number-${name}`}
      />
    );
  };
  if ("fields" in info)
    return (
      <div className="fig-grid">
        {draft.numbers.map(({ key }, at) => {
          const part = info.fields[key];
          return part ? (
            <Labelled key={key} label={part.label} problem={problems[key] ?? problems[`number-${at}`]}>
              {field(at, part.unit, part.label, key)}
            </Labelled>
          ) : null;
        })}
        {problems["value"] ? (
          <em className="kb-bad" role="alert">
            {problems["value"]}
          </em>
        ) : null}
      </div>
    );
  return (
    <div className="fig-table" role="group" aria-label={info.name}>
      <div className="fig-table-head">
        <span>{info.key.label}</span>
        <span>{info.value.label}</span>
      </div>
      {draft.numbers.map(({ key }, at) => (
        <div key={at} className="fig-table-row">
          <Input
            value={key}
            aria-label={`${info.key.label}，第 ${at + 1} 行`}
            suffix={unitWord(info.key.unit) || undefined}
            onChange={(event) => put(at, { key: event.target.value })}
          />
          {field(at, info.value.unit, `${info.value.label}，第 ${at + 1} 行`, key)}
          <Button
            type="text"
            onClick={() => set({ numbers: draft.numbers.filter((_, index) => index !== at) })}
            aria-label={`去掉第 ${at + 1} 行`}
          >
            去掉
          </Button>
          {problems[`key-${at}`] || problems[`number-${at}`] ? (
            <em className="kb-bad" role="alert">
              {problems[`key-${at}`] ?? problems[`number-${at}`]}
            </em>
          ) : null}
        </div>
      ))}
      <Button onClick={() => set({ numbers: [...draft.numbers, { key: "", text: "" }] })}>加一行</Button>
      {problems["value"] ? (
        <em className="kb-bad" role="alert">
          {problems["value"]}
        </em>
      ) : null}
    </div>
  );
}
