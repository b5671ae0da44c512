import type { StaffCaseView } from "@wsi/shared/contract";
import { Button, Checkbox, Input } from "antd";
import { useMemo, useState } from "react";
import { gapList, gapPreview, gapProblem, gapSections, longestGap, type Gaps } from "./gap-notice.ts";

const phrases = ["照片看不清，请重拍", "缺公章", "缺日期", "和登记的不一致，请核对"];

interface GapFormProps {
  view: StaffCaseView;
  busy: boolean;
  send(gaps: { field: string; what: string }[]): Promise<void>;
  cancel(): void;
}

/** 一次性告知: tick and write everything that is missing, see the one notice as the person will, send it once. */
export function GapForm({ view, busy, send, cancel }: GapFormProps) {
  const sections = useMemo(() => gapSections(view.definition, view.printed, view.files, view.asked), [view]);
  const [gaps, setGaps] = useState<Gaps>({});
  const [asked, setAsked] = useState(false);
  const problem = gapProblem(sections, gaps);
  const write = (field: string, what: string | null) =>
    setGaps((all) => {
      const { [field]: _, ...others } = all;
      return what === null ? others : { ...others, [field]: what };
    });
  const preview = gapPreview(sections, gaps);

  return (
    <footer className="gaps" aria-label="一次性告知">
      <div className="gaps-lines">
        <h2>一次告知，写全所有要补的</h2>
        {sections.map((section) => (
          <div key={section.title}>
            <h3>{section.title}</h3>
            {section.lines
              .filter((line) => !line.locked)
              .map((line) => (
                <div className="gap-line" key={line.field}>
                  <Checkbox
                    checked={gaps[line.field] !== undefined}
                    onChange={(event) => write(line.field, event.target.checked ? "" : null)}
                    data-test={`gap-${line.field}`}
                  >
                    {line.label} <small>{line.given ?? "没有填"}</small>
                  </Checkbox>
                  {gaps[line.field] === undefined ? null : (
                    <div className="gap-text">
                      <Input
                        value={gaps[line.field] ?? ""}
                        maxLength={longestGap}
                        autoFocus
                        placeholder="缺什么、怎么补，写一句对方看得懂的话"
                        aria-label={`${line.label}缺什么`}
                        onChange={(event) => write(line.field, event.target.value)}
                        data-test={`gap-text-${line.field}`}
                      />
                      <div className="gap-phrases">
                        {phrases.map((phrase) => (
                          <button type="button" key={phrase} onClick={() => write(line.field, phrase)}>
                            {phrase}
                          </button>
                        ))}
                      </div>
                    </div>
                  )}
                </div>
              ))}
          </div>
        ))}
      </div>
      <div className="gaps-preview">
        <h2>对方会看到</h2>
        {preview.length === 0 ? <p>还没有勾选。</p> : null}
        <ol>
          {preview.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        {asked && problem ? <p className="gaps-problem">{problem}</p> : null}
        <div className="gaps-act">
          <Button onClick={cancel}>返回</Button>
          <Button
            type="primary"
            loading={busy}
            onClick={() => {
              setAsked(true);
              if (!problem) void send(gapList(sections, gaps)).then(cancel);
            }}
            data-test="gap-send"
          >
            发出告知
          </Button>
        </div>
        <p className="gaps-hint">发出后办理时限暂停，对方补齐后继续。同一件只告知一次。</p>
      </div>
    </footer>
  );
}
