import { knowledgeRoutes, type GoldenRun } from "@wsi/shared/contract";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { WithReason } from "../with-reason.tsx";

/** Questions that must be answered rightly whatever is published: an approval that breaks one is refused. */
export function Golden({ open }: { open(id: string): void }) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const list = useAsked(knowledgeRoutes.golden, {});
  const [ran, setRan] = useState<GoldenRun | null>(null);
  const [busy, setBusy] = useState(false);
  const [text, setText] = useState("");
  const [entryId, setEntryId] = useState("");
  if (list.trouble && !list.value) return <Failed message={list.trouble} retry={list.reload} />;
  if (!list.value) return <Loading />;
  const failed = new Map(ran?.failed.map((one) => [one.id, one]));
  const idle = new Map(ran?.idle.map((one) => [one.id, one]));
  const run = async () => {
    setBusy(true);
    const answer = await ask(knowledgeRoutes.runGolden, {});
    setBusy(false);
    if (answer.ok) setRan(answer.value);
    else void message.error(sentence(answer.error));
  };
  const add = async () => {
    const answer = await ask(knowledgeRoutes.addGolden, { text: text.trim(), entryId: entryId.trim() || null });
    if (!answer.ok) return void message.error(sentence(answer.error));
    list.keep(answer.value);
    setText("");
    setEntryId("");
  };
  return (
    <section className="kb-page">
      <h1>必答题</h1>
      <p className="kb-lead">不管谁改了什么，这些话都要答对。审核时会自动跑一遍，答错一题就不能发布。</p>
      <div className="kb-acts">
        <Button type="primary" loading={busy} onClick={() => void run()} data-test="kb-golden-run">
          现在跑一遍
        </Button>
        {ran && (
          <span className={ran.failed.length > 0 ? "kb-bad" : "kb-good"} data-test="kb-golden-result">
            {ran.total} 题，答对 {ran.held}，答错 {ran.failed.length}
            {ran.idle.length > 0 ? `，${ran.idle.length} 题的条目没有发布` : ""}（{Math.round(ran.ms)} 毫秒）
          </span>
        )}
      </div>
      <form
        className="kb-golden-add"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Input
          value={text}
          maxLength={200}
          placeholder="粉丝会怎么问"
          aria-label="问法"
          onChange={(event) => setText(event.target.value)}
        />
        <Input
          value={entryId}
          maxLength={80}
          placeholder="应答条目的编号；空着：必须转人工"
          aria-label="应答条目的编号"
          onChange={(event) => setEntryId(event.target.value)}
        />
        <Button htmlType="submit" disabled={text.trim() === ""}>
          加一题
        </Button>
      </form>
      {list.value.length === 0 ? <Blank title="还没有必答题" text="加上最常被问的几句，以后改动就不怕了。" /> : null}
      <ul className="kb-golden">
        {list.value.map((one) => {
          const wrong = failed.get(one.id);
          return (
            <li key={one.id} className={wrong ? "bad" : ""}>
              <span>{one.text}</span>
              {one.entryId ? (
                <button type="button" onClick={() => open(one.entryId ?? "")}>
                  {one.entryQuestion ?? "条目已不在"}
                </button>
              ) : (
                <span className="kb-hand">应转人工</span>
              )}
              <small>{wrong ? `现在：${wrong.got}` : (idle.get(one.id)?.because ?? one.addedBy)}</small>
              <WithReason
                label="去掉"
                title="为什么去掉这一题"
                busy={false}
                done={async (reason) => {
                  const answer = await ask(knowledgeRoutes.removeGolden, { id: one.id, reason });
                  if (answer.ok) list.keep(answer.value);
                  else void message.error(sentence(answer.error));
                  return answer.ok;
                }}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
