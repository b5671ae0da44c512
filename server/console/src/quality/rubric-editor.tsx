/** The draft of the next version: sections, points and critical errors, and when it begins to count. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { quality, qualityLimits, type RubricsView } from "@wsi/shared/contract";
import { mostOf, rubricProblems, type Critical, type Point, type Rubric, type Section } from "@wsi/shared/quality";
import { Button, Checkbox, Input, InputNumber, Modal } from "antd";
import { useEffect, useRef, useState } from "react";
import { clockTime } from "../beijing.ts";
import { sentence, type Answer } from "../client.ts";
import { Labelled } from "../labelled.tsx";
import { useSession } from "../session.tsx";

type Take = (answer: Answer<RubricsView>, done: string, next: number | "draft") => boolean;
type Draft = NonNullable<RubricsView["draft"]>;

interface Props {
  draft: Draft;
  /** The number it will have. */
  next: number;
  /** What the server answered to a change that was kept. */
  keep(view: RubricsView): void;
  reload(): void;
  take: Take;
}

const keepAfterMs = 1_000;
const againAfterMs = 5_000;

/**
 * The draft as it is written, kept a moment after each change. A colleague's change in between is never written over: then nothing more is
 * kept until one has taken over theirs.
 */
function useWriting({ draft, keep, reload }: Pick<Props, "draft" | "keep" | "reload">) {
  const { ask } = useSession();
  const [body, setBody] = useState<Rubric>(draft.body);
  const [kept, setKept] = useState({ body: draft.body, revision: draft.revision });
  const [trouble, setTrouble] = useState<string | null>(null);
  const [stale, setStale] = useState(false);
  /** Goes up after a try that failed, so that it is tried again. */
  const [tries, setTries] = useState(0);
  const writing = useRef(false);
  const dirty = body !== kept.body;
  useEffect(() => {
    if (!dirty || stale) return undefined;
    const write = async () => {
      // One at a time: its answer brings the revision the next one is of.
      if (writing.current) return;
      writing.current = true;
      const answer = await ask(quality.keepRubric, { body, revision: kept.revision });
      writing.current = false;
      setTrouble(answer.ok ? null : sentence(answer.error));
      if (answer.ok) {
        setKept({ body, revision: kept.revision + 1 });
        setTries(0);
        keep(answer.value);
      } else if (answer.error.code === "stale") {
        setStale(true);
        reload();
      } else setTries((before) => before + 1);
    };
    const timer = setTimeout(() => void write(), tries === 0 ? keepAfterMs : againAfterMs);
    return () => clearTimeout(timer);
  }, [ask, body, dirty, stale, tries, kept.revision, keep, reload]);
  const takeTheirs = () => {
    setBody(draft.body);
    setKept({ body: draft.body, revision: draft.revision });
    setStale(false);
    setTrouble(null);
  };
  return { body, setBody, dirty, stale, trouble, revision: kept.revision, takeTheirs };
}

const newId = () => crypto.randomUUID().slice(0, 13);
const newPoint = (): Point => ({ id: newId(), name: "", full: "", less: "", most: 10, mayNotApply: false });
const without = <T extends { id: string }>(list: readonly T[], id: string) => list.filter((one) => one.id !== id);
const changed = <T extends { id: string }>(list: readonly T[], id: string, change: Partial<T>): T[] =>
  list.map((one) => (one.id === id ? { ...one, ...change } : one));

export function RubricEditor({ draft, next, keep, reload, take }: Props) {
  const { body, setBody, dirty, stale, trouble, revision, takeTheirs } = useWriting({ draft, keep, reload });
  const [publishing, setPublishing] = useState(false);
  const problems = rubricProblems(body);
  const setSection = (id: string, change: Partial<Section>) =>
    setBody({ ...body, sections: changed(body.sections, id, change) });
  const setCritical = (id: string, change: Partial<Critical>) =>
    setBody({ ...body, criticals: changed(body.criticals, id, change) });
  return (
    <div className="q-rubric" data-test="rubric-editor">
      {body.sections.map((section) => (
        <section className="own-card" key={section.id}>
          <div className="q-edit-head">
            <Input
              value={section.name}
              maxLength={20}
              placeholder="部分的名称，如 沟通"
              aria-label="部分的名称"
              onChange={(event) => setSection(section.id, { name: event.target.value })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`删去部分 ${section.name}`}
              onClick={() => setBody({ ...body, sections: without(body.sections, section.id) })}
            />
          </div>
          {section.points.map((point) => (
            <PointRow
              key={point.id}
              point={point}
              change={(given) => setSection(section.id, { points: changed(section.points, point.id, given) })}
              drop={() => setSection(section.id, { points: without(section.points, point.id) })}
            />
          ))}
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => setSection(section.id, { points: [...section.points, newPoint()] })}
          >
            评分点
          </Button>
        </section>
      ))}
      <Button
        icon={<PlusOutlined />}
        onClick={() =>
          setBody({ ...body, sections: [...body.sections, { id: newId(), name: "", points: [newPoint()] }] })
        }
      >
        部分
      </Button>
      <section className="own-card">
        <h2>
          一票否决<small>有一项，总分就是 0</small>
        </h2>
        {body.criticals.map((one) => (
          <div className="q-edit-critical" key={one.id}>
            <Input
              value={one.name}
              maxLength={20}
              placeholder="名称"
              aria-label="一票否决项的名称"
              onChange={(event) => setCritical(one.id, { name: event.target.value })}
            />
            <Input
              value={one.about}
              maxLength={120}
              placeholder="怎样算"
              aria-label={`${one.name}：怎样算`}
              onChange={(event) => setCritical(one.id, { about: event.target.value })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`删去一票否决项 ${one.name}`}
              onClick={() => setBody({ ...body, criticals: without(body.criticals, one.id) })}
            />
          </div>
        ))}
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => setBody({ ...body, criticals: [...body.criticals, { id: newId(), name: "", about: "" }] })}
        >
          一票否决项
        </Button>
      </section>
      {problems.map((one) => (
        <p className="kb-bad" key={one}>
          {one}
        </p>
      ))}
      <footer className="q-foot q-edit-foot">
        <span>合计 {mostOf(body)} 分</span>
        {trouble === null ? (
          <small role="status">{dirty ? "正在保存…" : `草稿已存 ${clockTime(draft.at)} · ${draft.by}`}</small>
        ) : (
          <small className="kb-bad" role="alert">
            {trouble}
          </small>
        )}
        {stale && (
          <Button size="small" onClick={takeTheirs} data-test="rubric-theirs">
            放下我的，用{draft.by}的
          </Button>
        )}
        <Button
          type="primary"
          className="push"
          disabled={problems.length > 0 || dirty || stale}
          onClick={() => setPublishing(true)}
          data-test="rubric-publish"
        >
          发布为第 {next} 版
        </Button>
      </footer>
      {publishing && <Publish next={next} revision={revision} take={take} shut={() => setPublishing(false)} />}
    </div>
  );
}

function PointRow({ point, change, drop }: { point: Point; change(given: Partial<Point>): void; drop(): void }) {
  return (
    <div className="q-edit-point">
      <Input
        value={point.name}
        maxLength={20}
        placeholder="评分点"
        aria-label="评分点"
        onChange={(event) => change({ name: event.target.value })}
      />
      <InputNumber
        min={1}
        max={100}
        precision={0}
        addonAfter="分"
        value={point.most}
        aria-label={`${point.name}：满分`}
        onChange={(value) => change({ most: value ?? 1 })}
      />
      <Checkbox checked={point.mayNotApply} onChange={(event) => change({ mayNotApply: event.target.checked })}>
        可不适用
      </Checkbox>
      <Button type="text" icon={<DeleteOutlined />} aria-label={`删去评分点 ${point.name}`} onClick={drop} />
      <Input
        className="wide"
        value={point.full}
        maxLength={120}
        placeholder="怎样算满分：写能看见的行为，两个人读了想的一样"
        aria-label={`${point.name}：怎样算满分`}
        onChange={(event) => change({ full: event.target.value })}
      />
      <Input
        className="wide"
        value={point.less}
        maxLength={120}
        placeholder="什么要扣、扣多少"
        aria-label={`${point.name}：什么要扣`}
        onChange={(event) => change({ less: event.target.value })}
      />
    </div>
  );
}

/** 'YYYY-MM-DDTHH:MM' of a field is Beijing time, whatever the computer's own zone. */
const momentOf = (field: string): string => new Date(`${field}:00+08:00`).toISOString();

function Publish({ next, revision, take, shut }: { next: number; revision: number; take: Take; shut(): void }) {
  const { ask } = useSession();
  const [note, setNote] = useState("");
  const [from, setFrom] = useState("");
  const [busy, setBusy] = useState(false);
  const publish = async () => {
    setBusy(true);
    const given = { revision, note: note.trim(), ...(from === "" ? {} : { from: momentOf(from) }) };
    const answer = await ask(quality.publishRubric, given);
    setBusy(false);
    if (take(answer, from === "" ? "已发布，从现在起结束的会话按它评" : "已发布，到时生效", next)) shut();
  };
  return (
    <Modal
      open
      title={`发布第 ${next} 版`}
      okText="发布"
      cancelText="再看看"
      confirmLoading={busy}
      okButtonProps={{ disabled: note.trim() === "", "data-test": "rubric-publish-confirm" }}
      onOk={() => void publish()}
      onCancel={shut}
    >
      <div className="dialog">
        <Labelled label="改了什么、为什么">
          <Input.TextArea
            rows={3}
            maxLength={qualityLimits.note}
            showCount
            value={note}
            onChange={(event) => setNote(event.target.value)}
            data-test="rubric-note"
          />
        </Labelled>
        <Labelled label="从什么时候起（北京时间）" hint="不填就是现在">
          <Input type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
        </Labelled>
        <p className="dialog-say">
          发布后不能再改。已经结束的会话仍按原来的评；坐席随时能在「我的」里看到现行的评分表。
        </p>
      </div>
    </Modal>
  );
}
