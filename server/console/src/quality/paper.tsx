/**
 * The rubric being filled in. Digits give points, Enter goes on, = gives all, - says that it does not apply; a click on a line of the talk
 * quotes it for the point one is at.
 */
import { CloseOutlined } from "@ant-design/icons";
import type { QualityTalk, RubricVersion } from "@wsi/shared/contract";
import { qualityLimits } from "@wsi/shared/contract";
import { pointsOf, type Critical, type MarkProblem, type Point } from "@wsi/shared/quality";
import { Checkbox, Input } from "antd";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { useNarrow } from "../session.tsx";
import { shown } from "../shown.ts";
import { changeCritical, pointDraft, pointsTyped, withCritical, withPoint, type MarksDraft } from "./marks-draft.ts";

export interface PaperProps {
  rubric: RubricVersion;
  talk: QualityTalk | null;
  draft: MarksDraft;
  change(draft: MarksDraft): void;
  /** The point or critical error a line is quoted for. */
  target: string | null;
  setTarget(id: string): void;
  /** Shown once somebody tried to hand in. */
  problems: readonly MarkProblem[];
  /** Brings a quoted line into sight. */
  look(line: string): void;
}

export function Paper(props: PaperProps) {
  const { rubric, draft, change, problems } = props;
  const paper = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(900);
  useEffect(() => {
    // Not on a phone: its keyboard would hide the talk.
    if (!narrow) paper.current?.querySelector<HTMLElement>("[data-step]")?.focus();
  }, [narrow]);
  /** From the last point on to the comment, from the first back to itself. */
  const go = (from: string, step: 1 | -1) => {
    const fields = [...(paper.current?.querySelectorAll<HTMLElement>("[data-step]") ?? [])];
    const at = fields.findIndex((one) => one.dataset["step"] === from);
    fields[Math.max(0, at + step)]?.focus();
  };
  return (
    <div className="q-paper" ref={paper}>
      {rubric.sections.map((section) => (
        <section key={section.id}>
          <h3>{section.name}</h3>
          {section.points.map((point) => (
            <PointField key={point.id} point={point} go={go} {...props} />
          ))}
        </section>
      ))}
      {rubric.criticals.length > 0 && (
        <section>
          <h3>
            一票否决<small>有一项，总分就是 0</small>
          </h3>
          {rubric.criticals.map((one) => (
            <CriticalField key={one.id} critical={one} {...props} />
          ))}
        </section>
      )}
      <section>
        <h3>总评</h3>
        <Input.TextArea
          rows={3}
          value={draft.comment}
          maxLength={qualityLimits.overall}
          placeholder="写给这位同事：好在哪里，下次怎么做更好"
          onChange={(event) => change({ ...draft, comment: event.target.value })}
          data-step="comment"
          data-test="quality-comment"
        />
      </section>
      {problems.length > 0 && (
        <p className="kb-bad" role="alert">
          还有 {problems.length} 处没有写完，标红的补上就能提交。
        </p>
      )}
    </div>
  );
}

const problemOf = (problems: readonly MarkProblem[], id: string) => problems.find((one) => one.id === id)?.message;

interface EntryProps extends PaperProps {
  id: string;
  kind: "point" | "critical";
  name: string;
  /** Whether a line of the talk can be quoted for it now. */
  quotable: boolean;
  /** What was given as its reason, when one is asked for or was given. */
  why: { quote: string | null; comment: string } | null;
  write(given: { quote?: null; comment?: string }): void;
  children: ReactNode;
}

/** A point or a critical error: below what is given for it stand the reason, and what is still wrong. */
function Entry({
  id,
  kind,
  name,
  quotable,
  why,
  write,
  children,
  target,
  setTarget,
  problems,
  talk,
  look,
}: EntryProps) {
  const problem = problemOf(problems, id);
  return (
    <div
      className={quotable && id === target ? "q-point on" : "q-point"}
      data-test={`quality-${kind}-${id}`}
      onFocus={() => quotable && setTarget(id)}
    >
      {children}
      {why && <Why name={name} quote={why.quote} comment={why.comment} talk={talk} look={look} change={write} />}
      {problem !== undefined && <em className="kb-bad">{problem}</em>}
    </div>
  );
}

function PointField({ point, go, ...paper }: PaperProps & { point: Point; go(from: string, step: 1 | -1): void }) {
  const { draft, change } = paper;
  const mark = pointDraft(draft, point.id);
  const set = (points: number | null | undefined) => change(withPoint(draft, point.id, { points }));
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Record<string, () => void> = {
      Enter: () => go(point.id, event.shiftKey ? -1 : 1),
      "=": () => set(point.most),
      ArrowUp: () => set(Math.min(point.most, (mark.points ?? 0) + 1)),
      ArrowDown: () => set(Math.max(0, (mark.points ?? point.most) - 1)),
      ...(point.mayNotApply ? { "-": () => set(null) } : {}),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const lost = typeof mark.points === "number" && mark.points < point.most;
  return (
    <Entry
      {...paper}
      id={point.id}
      kind="point"
      name={point.name}
      quotable
      why={lost || mark.quote !== null || mark.comment !== "" ? mark : null}
      write={(given) => change(withPoint(draft, point.id, given))}
    >
      <div className="q-row">
        <label htmlFor={`q-${point.id}`}>
          <b>{point.name}</b>
          <small>{point.full}</small>
          {point.less !== "" && <small>扣分：{point.less}</small>}
        </label>
        <span className="q-give">
          <input
            id={`q-${point.id}`}
            inputMode="numeric"
            autoComplete="off"
            value={mark.points === undefined ? "" : mark.points === null ? "—" : mark.points}
            aria-invalid={problemOf(paper.problems, point.id) !== undefined}
            aria-label={`${point.name}，满分 ${point.most} 分`}
            onChange={(event) => set(pointsTyped(event.target.value, point.most))}
            onFocus={(event) => event.target.select()}
            onKeyDown={keys}
            data-step={point.id}
          />
          <small>/ {point.most}</small>
          <button type="button" tabIndex={-1} onClick={() => set(point.most)}>
            满分
          </button>
          {point.mayNotApply && (
            <button type="button" tabIndex={-1} aria-pressed={mark.points === null} onClick={() => set(null)}>
              不适用
            </button>
          )}
        </span>
      </div>
    </Entry>
  );
}

function CriticalField({ critical, ...paper }: PaperProps & { critical: Critical }) {
  const { draft, change, setTarget } = paper;
  const mark = draft.criticals.find((one) => one.id === critical.id);
  return (
    <Entry
      {...paper}
      id={critical.id}
      kind="critical"
      name={critical.name}
      quotable={mark !== undefined}
      why={mark ?? null}
      write={(given) => change(changeCritical(draft, critical.id, given))}
    >
      <Checkbox
        checked={mark !== undefined}
        onChange={(event) => {
          change(withCritical(draft, critical.id, event.target.checked));
          if (event.target.checked) setTarget(critical.id);
        }}
      >
        <b>{critical.name}</b>
        <small>{critical.about}</small>
      </Checkbox>
    </Entry>
  );
}

/** The line it is about, and a word: one of the two is asked for. */
function Why({
  name,
  quote,
  comment,
  talk,
  look,
  change,
}: {
  name: string;
  quote: string | null;
  comment: string;
  talk: QualityTalk | null;
  look(line: string): void;
  change(given: { quote?: null; comment?: string }): void;
}) {
  return (
    <div className="q-why">
      {quote !== null && (
        <Quote talk={talk} line={quote} look={look}>
          <button type="button" className="q-drop" aria-label="去掉引用" onClick={() => change({ quote: null })}>
            <CloseOutlined />
          </button>
        </Quote>
      )}
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 5 }}
        value={comment}
        maxLength={qualityLimits.comment}
        aria-label={`${name}：说明`}
        placeholder={quote === null ? "写明原因，或点一句对话" : "补充说明（可以不写）"}
        onChange={(event) => change({ comment: event.target.value })}
      />
    </div>
  );
}

/** A quoted line; a click shows where it was said. */
export function Quote({
  talk,
  line,
  look,
  children,
}: {
  talk: QualityTalk | null;
  line: string;
  look(line: string): void;
  children?: ReactNode;
}) {
  const said = talk?.lines.find((one) => one.id === line);
  return (
    <span className="q-quote">
      <button type="button" onClick={() => look(line)} data-test="quality-quote">
        {said ? shown(said.text) : "（这句话已经不在了）"}
      </button>
      {children}
    </span>
  );
}

/** What can be handed in is reckoned over all points; here for the head of the paper. */
export const pointsLeft = (rubric: RubricVersion, draft: MarksDraft): number =>
  pointsOf(rubric).filter((one) => pointDraft(draft, one.id).points === undefined).length;
