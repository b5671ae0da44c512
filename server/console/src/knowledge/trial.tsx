import { knowledgeRoutes, type KnowledgeTrial } from "@wsi/shared/contract";
import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";

const decisionName = { answer: "直接回答", menu: "给出三个选项", handoff: "转人工" } as const;

/** Type as a follower would, and see what would be said and why. */
export function Trial({ open }: { open(id: string): void }) {
  const { ask } = useSession();
  const [text, setText] = useState("");
  const [day, setDay] = useState("");
  const [drafts, setDrafts] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [told, setTold] = useState<KnowledgeTrial | null>(null);
  const run = async () => {
    if (text.trim() === "") return;
    setBusy(true);
    const answer = await ask(knowledgeRoutes.trial, { text: text.trim(), drafts, ...(day ? { day } : {}) });
    setBusy(false);
    setTrouble(answer.ok ? null : sentence(answer.error));
    if (answer.ok) setTold(answer.value);
  };
  return (
    <section className="kb-page">
      <h1>试一试</h1>
      <p className="kb-lead">像粉丝那样打一句话，看机器人会怎么答、为什么。这里的提问不计入统计。</p>
      <form
        className="kb-trial-ask"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <Input
          size="large"
          value={text}
          maxLength={500}
          autoFocus
          placeholder="例如：社保断了半年还能补吗"
          aria-label="要试的话"
          onChange={(event) => setText(event.target.value)}
          data-test="kb-trial-text"
        />
        <Button size="large" type="primary" htmlType="submit" loading={busy} data-test="kb-trial-run">
          试
        </Button>
        <label>
          当作哪天
          <Input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
        </label>
        <Checkbox checked={drafts} onChange={(event) => setDrafts(event.target.checked)}>
          连草稿一起找
        </Checkbox>
      </form>
      {trouble && (
        <p className="kb-problems" role="alert">
          {trouble}
        </p>
      )}
      {told && (
        <>
          <p className={`kb-verdict ${told.decision}`} data-test="kb-verdict">
            <b>{decisionName[told.decision]}</b> 把握 {Math.round(told.confidence * 100)} %，{told.why}
          </p>
          <p className="kb-meta">
            读成「{told.read}」{told.outside.length > 0 ? `，提到别的业务：${told.outside.join("、")}` : ""}。在{" "}
            {told.searched} 条里找了 {told.ms.toFixed(1)} 毫秒。
          </p>
          <ol className="kb-hits">
            {told.hits.map((hit) => (
              <li key={hit.id}>
                <button type="button" onClick={() => open(hit.id)}>
                  {hit.question}
                </button>
                <span>
                  {hit.topic}
                  {hit.published ? "" : " · 草稿"}
                </span>
                <meter min={0} max={Math.max(1, told.hits[0]?.score ?? 1)} value={Math.max(0, hit.score)} />
                <small>
                  {hit.signals
                    .slice(0, 5)
                    .map((one) => `${one.name} ${one.value > 0 ? "+" : ""}${one.value.toFixed(2)}`)
                    .join("　")}
                </small>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
