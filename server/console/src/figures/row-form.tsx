import { figureLimits, figureRoutes, figureTrustName, figureTrusts, type FiguresView } from "@wsi/shared/contract";
import { figureKinds, type Figure, type FigureEffect, type FigureKind } from "@wsi/shared/insurance";
import { addMonths } from "@wsi/shared/values";
import { App, Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { sentence } from "../client.ts";
import { Labelled } from "../labelled.tsx";
import { useSession } from "../session.tsx";
import { NumberFields } from "./number-fields.tsx";
import { Effects } from "./proposal.tsx";
import { rowOf, type RowDraft } from "./row-draft.ts";
import { beijingMonth } from "./this-month.ts";

interface Props {
  kind: FigureKind;
  start: RowDraft;
  /** The month of the row stays when a row is changed. */
  fixed: boolean;
  /** The row before, to compare with. */
  like: Figure | undefined;
  close(): void;
  taken(view: FiguresView): void;
}

/** Entering a row: numbers, since when, where from. First its effect is looked at, then it is handed to somebody else. */
export function RowForm({ kind, start, fixed, like, close, taken }: Props) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const [draft, setDraft] = useState(start);
  const [note, setNote] = useState("");
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [effects, setEffects] = useState<FigureEffect[] | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<RowDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setEffects(null);
  };
  const told = (list: readonly { field: string; message: string }[]) =>
    setProblems(Object.fromEntries(list.map((one) => [one.field, one.message]).toReversed()));

  async function send(work: "preview" | "propose"): Promise<void> {
    const read = rowOf(kind, draft);
    if ("problems" in read) return setProblems(read.problems);
    if (work === "propose" && note.trim() === "") return setProblems({ note: "请写为什么改，审核的同事要看" });
    const change = { kind, from: read.row.from, row: read.row };
    setBusy(true);
    if (work === "preview") {
      const answer = await ask(figureRoutes.preview, change);
      if (!answer.ok) void message.error(sentence(answer.error));
      else {
        told(answer.value.problems);
        setEffects(answer.value.problems.length > 0 ? null : answer.value.effects);
      }
    } else {
      const answer = await ask(figureRoutes.propose, { ...change, note: note.trim() });
      if (answer.ok) {
        taken(answer.value);
        void message.success("已提交，请另一位主管或管理员审核");
        close();
      } else {
        told(answer.error.problems ?? []);
        void message.error(sentence(answer.error));
      }
    }
    setBusy(false);
  }

  return (
    <form
      className="fig-form"
      data-test="fig-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send("propose");
      }}
    >
      <Period kind={kind} draft={draft} fixed={fixed} problems={problems} set={set} />
      <NumberFields kind={kind} draft={draft} like={like} problems={problems} set={set} />
      <div className="fig-form-row">
        <Labelled label="来源" hint="文件名，或在哪里看到的" problem={problems["source"]}>
          <Input
            value={draft.source}
            maxLength={figureLimits.source}
            onChange={(event) => set({ source: event.target.value })}
            data-test="fig-source"
          />
        </Labelled>
        <Labelled label="可信程度">
          <Select
            value={draft.trust}
            onChange={(trust: Figure["trust"]) => set({ trust })}
            options={figureTrusts.map((one) => ({ value: one, label: figureTrustName[one] }))}
          />
        </Labelled>
      </div>
      <Checkbox
        checked={draft.verified}
        onChange={(event) => set({ verified: event.target.checked })}
        data-test="fig-verified"
      >
        已和正式文件核对过（标了以后，屏幕上不再写「以公布为准」）
      </Checkbox>
      <div className="fig-form-row">
        <Labelled label="文号" problem={problems["document"]}>
          <Input
            value={draft.document}
            maxLength={figureLimits.document}
            placeholder="例如 鄂人社函〔2026〕×× 号"
            onChange={(event) => set({ document: event.target.value })}
            data-test="fig-document"
          />
        </Labelled>
        <Labelled label="原文网址" problem={problems["link"]}>
          <Input
            value={draft.link}
            maxLength={figureLimits.link}
            placeholder="https://"
            onChange={(event) => set({ link: event.target.value })}
            data-test="fig-link"
          />
        </Labelled>
      </div>
      <Labelled label="为什么改" hint="写给审核的同事看" problem={problems["note"]}>
        <Input
          value={note}
          maxLength={figureLimits.note}
          onChange={(event) => setNote(event.target.value)}
          data-test="fig-note"
        />
      </Labelled>
      {effects ? (
        <>
          <h4>对人的影响</h4>
          <Effects effects={effects} />
        </>
      ) : null}
      <div className="fig-acts">
        <Button onClick={() => void send("preview")} loading={busy} data-test="fig-preview">
          看看影响
        </Button>
        <Button type="primary" htmlType="submit" loading={busy} data-test="fig-propose">
          提交审核
        </Button>
        <Button type="text" onClick={close}>
          不改了
        </Button>
      </div>
    </form>
  );
}

interface PeriodProps {
  kind: FigureKind;
  draft: RowDraft;
  fixed: boolean;
  problems: Readonly<Record<string, string>>;
  set(part: Partial<RowDraft>): void;
}

/** A year by its name, or months. */
function Period({ kind, draft, fixed, problems, set }: PeriodProps) {
  const { cadence } = figureKinds[kind];
  if (cadence !== "until-changed") {
    const opens = cadence === "policy-year" ? "07" : "01";
    const next = Number(beijingMonth().slice(0, 4)) + 1;
    const years = Array.from({ length: Math.max(12, next - Number(draft.from.slice(0, 4)) + 1) }, (_, i) => next - i);
    return (
      <Labelled
        label={cadence === "policy-year" ? "缴费年度" : "年份"}
        hint={cadence === "policy-year" ? "当年 7 月到次年 6 月" : "1 月到 12 月"}
        problem={problems["from"] ?? problems["until"]}
      >
        <Select
          value={draft.from}
          disabled={fixed}
          onChange={(from: string) => set({ from, until: addMonths(from, 11) })}
          options={years.map((year) => ({ value: `${year}-${opens}`, label: `${year}` }))}
        />
      </Labelled>
    );
  }
  return (
    <div className="fig-form-row">
      <Labelled label="从哪个月起执行" problem={problems["from"]}>
        <Input
          type="month"
          value={draft.from}
          disabled={fixed}
          onChange={(event) => set({ from: event.target.value })}
          data-test="fig-from"
        />
      </Labelled>
      <Labelled label="到哪个月为止" hint="不填：到下一行开始" problem={problems["until"]}>
        <Input
          type="month"
          value={draft.until}
          onChange={(event) => set({ until: event.target.value })}
          data-test="fig-until"
        />
      </Labelled>
    </div>
  );
}
