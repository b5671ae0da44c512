import type { StaffCaseView } from "@wsi/shared/contract";
import { Button, Checkbox, Input, type InputRef } from "antd";
import { useMemo, useRef, useState } from "react";
import { shown } from "../shown.ts";
import { PhrasePicks } from "./phrases.tsx";
import { gapList, gapPreview, gapProblem, gapSections, longestGap, type GapLine, type Gaps } from "./gap-notice.ts";

interface GapFormProps {
  view: StaffCaseView;
  busy: boolean;
  gaps: Gaps;
  onGaps(gaps: Gaps | null): void;
  send(gaps: { field: string; what: string }[]): Promise<boolean>;
  /** Questions that stood the same at the last notice and that nobody has consented to: naming them now needs a supervisor. */
  old: readonly string[];
  askConsent(gaps: { field: string; what: string }[], why: string): Promise<boolean>;
  close(): void;
}

/** 一次性告知: tick and write everything that is missing, see the one notice as the person will, send it once. */
export function GapForm({ view, busy, gaps, onGaps, send, old, askConsent, close }: GapFormProps) {
  const sections = useMemo(() => gapSections(view.definition, view.printed, view.files, view.asked), [view]);
  const [asked, setAsked] = useState(false);
  const [why, setWhy] = useState("");
  const list = gapList(sections, gaps);
  const needsConsent = list.some((gap) => old.includes(gap.field));
  const problem =
    gapProblem(sections, gaps) ?? (needsConsent && why.trim() === "" ? "请写明为什么要补第二次，主管会看" : null);
  const preview = gapPreview(sections, gaps);
  const write = (field: string, what: string | null) => {
    const { [field]: _, ...others } = gaps;
    const next = what === null ? others : { ...others, [field]: what };
    onGaps(Object.keys(next).length > 0 ? next : null);
  };
  const submit = () => {
    setAsked(true);
    // What is written stays until the server has it.
    if (problem) return;
    if (needsConsent) void askConsent(list, why.trim()).then((done) => done && close());
    else void send(list).then((done) => done && close());
  };

  return (
    <form
      className="gaps"
      aria-label="一次性告知"
      data-keys="off"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="gaps-lines">
        <h2>一次性告知：对照材料，写全所有要补的</h2>
        {sections.map((section) => (
          <div key={section.title}>
            <h3>{section.title}</h3>
            {section.lines.map((line) =>
              line.locked ? (
                <p className="gap-locked" key={line.field}>
                  {line.label} <small>{line.given ?? ""} 来自登记，对方改不了</small>
                </p>
              ) : (
                <Line
                  key={line.field}
                  item={view.item.code}
                  line={line}
                  old={old.includes(line.field)}
                  what={gaps[line.field]}
                  write={(what) => write(line.field, what)}
                />
              ),
            )}
          </div>
        ))}
      </div>
      <div className="gaps-preview">
        <h2>对方会看到</h2>
        {preview.length === 0 ? <p className="case-small">还没有勾选。</p> : null}
        <ol>
          {preview.map((line) => (
            <li key={line}>{shown(line)}</li>
          ))}
        </ol>
        {needsConsent ? (
          <Input
            value={why}
            maxLength={300}
            placeholder="有的地方上次告知时就是这样：为什么要补第二次"
            aria-label="为什么要补第二次"
            onChange={(event) => setWhy(event.target.value)}
            data-test="gap-why"
          />
        ) : null}
        <div className="gaps-act">
          <p className={asked && problem ? "gaps-problem" : "case-small"} role={asked && problem ? "alert" : undefined}>
            {asked && problem
              ? problem
              : needsConsent
                ? "主管同意后再发出，对方现在还看不到。"
                : "发出后时限暂停。同一件只告知一次，请写全。"}
          </p>
          <Button onClick={close}>返回</Button>
          <Button type="primary" htmlType="submit" loading={busy} data-test="gap-send">
            {needsConsent ? "请主管同意" : preview.length > 0 ? `发出告知（${preview.length} 处）` : "发出告知"}
          </Button>
        </div>
      </div>
    </form>
  );
}

interface LineProps {
  item: string;
  line: GapLine;
  old: boolean;
  /** Undefined: not ticked. */
  what: string | undefined;
  write(what: string | null): void;
}

function Line({ item, line, old, what, write }: LineProps) {
  const input = useRef<InputRef>(null);
  return (
    <div className="gap-line">
      <Checkbox
        checked={what !== undefined}
        onChange={(event) => write(event.target.checked ? "" : null)}
        data-test={`gap-${line.field}`}
      >
        {line.label} <small>{shown(line.given ?? "没有填")}</small>
        {old ? <i className="mark">上次告知时就是这样，要主管同意</i> : null}
      </Checkbox>
      {what === undefined ? null : (
        <div className="gap-text">
          <Input
            ref={input}
            value={what}
            maxLength={longestGap}
            // A notice that was begun before opens with all its lines: only a fresh tick takes the cursor.
            autoFocus={what === ""}
            placeholder="缺什么、怎么补，写一句对方看得懂的话"
            aria-label={`${line.label}缺什么`}
            onChange={(event) => write(event.target.value)}
            data-test={`gap-text-${line.field}`}
          />
          {what === "" ? (
            <PhrasePicks
              kind="gap"
              item={item}
              pick={(phrase) => {
                write(phrase);
                // The button goes away with the click: the sentence is written on where it stands.
                input.current?.focus();
              }}
            />
          ) : null}
        </div>
      )}
    </div>
  );
}
