/** Giving marks: a draft kept on the server as one goes, the total as it stands, and handing in, which is final. */
import type { QualityCheck } from "@wsi/shared/contract";
import { quality } from "@wsi/shared/contract";
import { markProblems, printTotal, totalOf, type MarkProblem } from "@wsi/shared/quality";
import { App, Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { clockTime } from "../beijing.ts";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import { Keys } from "../states.tsx";
import { useQualityCounts } from "./counts.tsx";
import { marksOf, type MarksDraft } from "./marks-draft.ts";
import { Paper, pointsLeft, type PaperProps } from "./paper.tsx";

const keepAfterMs = 800;

type Kept = { at: string } | { trouble: string } | null;

/** Keeps the draft a moment after each change, the last one also when the page is left. */
function useKept(id: string, draft: MarksDraft, changed: boolean): Kept {
  const { ask } = useSession();
  const [kept, setKept] = useState<Kept>(null);
  const newest = useRef(draft);
  newest.current = draft;
  const unkept = useRef(false);
  useEffect(() => {
    if (!changed) return undefined;
    unkept.current = true;
    const keep = async () => {
      unkept.current = false;
      const answer = await ask(quality.saveDraft, { id, marks: marksOf(newest.current) });
      setKept(answer.ok ? { at: answer.value.savedAt } : { trouble: sentence(answer.error) });
    };
    const timer = setTimeout(() => void keep(), keepAfterMs);
    return () => clearTimeout(timer);
  }, [ask, id, draft, changed]);
  useEffect(
    () => () => {
      if (unkept.current) void ask(quality.saveDraft, { id, marks: marksOf(newest.current) });
    },
    [ask, id],
  );
  return kept;
}

interface Props extends Omit<PaperProps, "problems" | "rubric" | "talk" | "change"> {
  check: QualityCheck;
  change(draft: MarksDraft): void;
  /** After a change of one's own: what came from the server is kept there already. */
  changed: boolean;
  done(check: QualityCheck): void;
}

export function Scoring({ check, draft, change, changed, done, ...paper }: Props) {
  const { ask } = useSession();
  const { message, modal } = App.useApp();
  const { look } = useQualityCounts();
  const [problems, setProblems] = useState<MarkProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const { rubric, talk, card } = check;
  // What was pressed keeps its key: pressed again after a lost answer it is the same score.
  const key = useRef(crypto.randomUUID());
  const kept = useKept(card.id, draft, changed && !busy);
  const marks = marksOf(draft);
  const total = totalOf(rubric, marks);
  const left = pointsLeft(rubric, draft);
  const hand = async () => {
    setBusy(true);
    const answer = await ask(quality.score, { id: card.id, key: key.current, marks });
    setBusy(false);
    if (answer.ok) {
      void message.success(`已提交 ${total === null ? "" : printTotal(total)} 分，${card.agent.name}会看到`);
      look();
      done(answer.value);
      return;
    }
    const { problems: gaps } = answer.error;
    if (gaps) setProblems(gaps.map((one) => ({ id: one.field, message: one.message })));
    void message.error(sentence(answer.error), 6);
  };
  const confirm = () => {
    const found = markProblems(rubric, marks);
    setProblems(found);
    if (found.length > 0 || total === null) return;
    void modal.confirm({
      title: `提交 ${printTotal(total)} 分？`,
      content: "提交后不能再改，只能由申诉改变。坐席会看到每一项和引用的话。",
      okText: "提交",
      cancelText: "再看看",
      okButtonProps: { "data-test": "quality-confirm" },
      onOk: hand,
    });
  };
  return (
    <>
      <div className="q-scroll">
        {card.begun && (
          <p className="q-note" role="note">
            {card.begun.name} {clockTime(card.begun.at)} 也在评这个会话，先提交的算数。
          </p>
        )}
        <Paper
          {...paper}
          rubric={rubric}
          talk={talk}
          draft={draft}
          change={change}
          // What was mended since is red no longer.
          problems={problems.length === 0 ? problems : markProblems(rubric, marks)}
        />
      </div>
      <footer className="q-foot">
        <span className="q-keys">
          <Keys keys={["0–9"]} /> 给分 <Keys keys={["="]} /> 满分 <Keys keys={["-"]} /> 不适用 <Keys keys={["Enter"]} />{" "}
          下一项
        </span>
        <span className="q-kept" role="status">
          {kept === null ? "" : "at" in kept ? `草稿已存 ${clockTime(kept.at)}` : `草稿没有存上：${kept.trouble}`}
        </span>
        <b
          className={total === null ? "q-total none" : marks.criticals.length > 0 ? "q-total bad" : "q-total"}
          data-test="quality-total"
        >
          {total === null ? "—" : printTotal(total)}
        </b>
        {left > 0 && <small>还有 {left} 项</small>}
        <Button type="primary" loading={busy} onClick={confirm} data-test="quality-hand-in">
          提交
        </Button>
      </footer>
    </>
  );
}
