import {
  knowledgeRoutes,
  unansweredStateName,
  unansweredStates,
  type UnansweredCluster,
  type UnansweredState,
} from "@wsi/shared/contract";
import { App, Button, Dropdown, Segmented } from "antd";
import { useState } from "react";
import { timeWords } from "../beijing.ts";
import { sentence, type Answer } from "../client.ts";
import { useNow, useSession } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";

/** What people asked and nobody could tell them, most asked first: two clicks turn it into an entry. */
export function Unanswered({ open }: { open(id: string): void }) {
  const [state, setState] = useState<UnansweredState>("open");
  const list = useAsked(knowledgeRoutes.unanswered, { state, page: "1" });
  return (
    <section className="kb-page">
      <h1>没答上的</h1>
      <p className="kb-lead">问法相近的归在一起，问得多的在前。人名号码已经遮住。</p>
      <Segmented
        value={state}
        onChange={(value) => setState(value)}
        options={unansweredStates.map((one) => ({ value: one, label: unansweredStateName[one] }))}
      />
      {list.trouble && !list.value ? <Failed message={list.trouble} retry={list.reload} /> : null}
      {!list.value && !list.trouble ? <Loading /> : null}
      {list.value?.clusters.length === 0 ? (
        <Blank
          title={state === "open" ? "都答上了" : "这里还没有"}
          text={state === "open" ? "有新的没答上的问题，会自己归到这里。" : ""}
        />
      ) : null}
      <ul className="kb-clusters">
        {list.value?.clusters.map((cluster) => (
          <li key={cluster.id}>
            <Cluster cluster={cluster} open={open} changed={list.reload} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Cluster({ cluster, open, changed }: { cluster: UnansweredCluster; open(id: string): void; changed(): void }) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const now = useNow();
  const { id } = cluster;
  const run = async <T,>(work: Promise<Answer<T>>, then: (value: T) => void) => {
    setBusy(true);
    const answer = await work;
    setBusy(false);
    if (answer.ok) then(answer.value);
    else void message.error(sentence(answer.error));
  };
  return (
    <div className="kb-cluster" data-test="kb-cluster">
      <p className="kb-cluster-head">
        <b>{cluster.question}</b>
        <span>
          问了 {cluster.count} 次，{cluster.wordings} 种问法，最近 {timeWords(cluster.lastAskedAt, now)}
          {cluster.since > 0 ? `，处理后又问了 ${cluster.since} 次` : ""}
        </span>
      </p>
      <p className="kb-samples">{cluster.samples.map((one) => `「${one.text}」`).join(" ")}</p>
      <div className="kb-acts">
        {cluster.state === "open" ? (
          <>
            <Button
              type="primary"
              size="small"
              loading={busy}
              onClick={() => void run(ask(knowledgeRoutes.draftUnanswered, { id }), (entry) => open(entry.id))}
              data-test="kb-cluster-draft"
            >
              写成新条目
            </Button>
            {cluster.near.length > 0 && (
              <Dropdown
                trigger={["click"]}
                menu={{
                  items: cluster.near.map((one) => ({ key: one.id, label: one.question })),
                  onClick: ({ key }) =>
                    void run(ask(knowledgeRoutes.addUnanswered, { id, entryId: key }), (entry) => open(entry.id)),
                }}
              >
                <Button size="small" loading={busy}>
                  当作已有条目的问法
                </Button>
              </Dropdown>
            )}
            <Button
              size="small"
              type="text"
              loading={busy}
              onClick={() => void run(ask(knowledgeRoutes.ignoreUnanswered, { id }), changed)}
            >
              不用管
            </Button>
          </>
        ) : (
          <>
            {cluster.entry && (
              <Button size="small" onClick={() => open(cluster.entry?.id ?? "")}>
                看「{cluster.entry.question}」
              </Button>
            )}
            <Button
              size="small"
              loading={busy}
              onClick={() => void run(ask(knowledgeRoutes.reopenUnanswered, { id }), changed)}
            >
              重新处理
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
