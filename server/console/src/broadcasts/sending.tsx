import {
  broadcastRoutes,
  exclusionName,
  recipientStateName,
  recipientStates,
  type BroadcastProgress,
  type BroadcastView,
  type RecipientState,
} from "@wsi/shared/contract";
import { App, Progress, Select } from "antd";
import { useEffect, useState } from "react";
import { clockTime } from "../beijing.ts";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import { useAsked } from "../use-asked.ts";
import { people } from "./people.ts";
import { WithReason } from "../with-reason.tsx";

const lookMs = 1_000;
const under = (state: BroadcastProgress["state"]) => state === "sending" || state === "scheduled" || state === "paused";

/** The bar while it is sent, what became of everybody, and the rows whose fate a person must decide. */
export function Sending({ view, settled }: { view: BroadcastView; settled(): void }) {
  const { ask } = useSession();
  const [live, setLive] = useState<BroadcastProgress | null>(view.progress);
  const [shown, setShown] = useState<RecipientState | null>(null);
  const running = under(live?.state ?? view.state);
  useEffect(() => {
    if (!running) return undefined;
    let wanted = true;
    const look = async () => {
      const answer = await ask(broadcastRoutes.progress, { id: view.id });
      if (!wanted || !answer.ok) return;
      setLive(answer.value);
      if (answer.value.state !== view.state) settled();
    };
    void look();
    const timer = setInterval(() => void look(), lookMs);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [ask, running, settled, view.id, view.state]);
  if (!live || live.total === 0) return null;
  const { counts, total } = live;
  const gone = counts.sent + counts.delivered + counts.failed + counts.unknown;
  const toSend = total - counts.excluded;
  return (
    <section className="bc-told" data-test="bc-progress">
      <Progress
        percent={toSend === 0 ? 100 : Math.floor((gone / toSend) * 100)}
        status={live.state === "paused" ? "exception" : running ? "active" : "normal"}
      />
      <p>
        {people(toSend)} 人里已处理 {people(gone)} 人
        {live.sentPerMinute === null ? "" : `，每分钟 ${people(live.sentPerMinute)} 人`}
        {live.expectedEnd ? `，预计 ${clockTime(live.expectedEnd)} 发完` : ""}
        {live.preparing ? "（还在列名单）" : ""}
        {live.errorPercent === null ? "" : `，最近失败 ${live.errorPercent} %`}
      </p>
      <p className="bc-counts">
        {recipientStates
          .filter((state) => counts[state] > 0)
          .map((state) => (
            <button type="button" key={state} aria-pressed={shown === state} onClick={() => setShown(state)}>
              {recipientStateName[state]} <b>{people(counts[state])}</b>
            </button>
          ))}
      </p>
      {live.excluded.length > 0 && (
        <p className="kb-lead">
          {live.excluded.map((one) => `${exclusionName[one.reason]} ${people(one.count)} 人`).join("，")}
        </p>
      )}
      {shown && <Rows id={view.id} state={shown} decided={setLive} />}
    </section>
  );
}

function Rows({
  id,
  state,
  decided,
}: {
  id: string;
  state: RecipientState;
  decided(progress: BroadcastProgress): void;
}) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const rows = useAsked(broadcastRoutes.recipients, { id, state });
  const [as, setAs] = useState<"sent" | "failed">("sent");
  return (
    <ul className="bc-rows">
      {rows.value?.rows.map((row) => (
        <li key={row.ref}>
          {row.name} {row.reason}
          {row.state === "unknown" && (
            <>
              <Select
                size="small"
                value={as}
                onChange={setAs}
                options={[
                  { value: "sent", label: "对方收到了" },
                  { value: "failed", label: "对方没收到" },
                ]}
              />
              <WithReason
                label="就这样记"
                title="怎么核实的"
                busy={false}
                done={async (reason) => {
                  const answer = await ask(broadcastRoutes.settle, { id, ref: row.ref, as, reason });
                  if (answer.ok) {
                    decided(answer.value);
                    rows.reload();
                  } else void message.error(sentence(answer.error));
                  return answer.ok;
                }}
              />
            </>
          )}
        </li>
      ))}
      {rows.value?.next ? <li>只显示前 {rows.value.rows.length} 人</li> : null}
    </ul>
  );
}
