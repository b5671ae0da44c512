/** 群发撤回: what was asked, what became of it, and the second person's word. */
import { broadcastRecallName, broadcastRoutes, type BroadcastView } from "@wsi/shared/contract";
import { Button } from "antd";
import { exactTime } from "../beijing.ts";
import type { Answer } from "../client.ts";
import { useSession } from "../session.tsx";
import { WithReason } from "../with-reason.tsx";

interface Props {
  view: BroadcastView;
  busy: boolean;
  act(work: Promise<Answer<BroadcastView>>, done: string): Promise<boolean>;
}

/** What taking back does and does not do, said before it is pressed: nobody should think that the cards are gone. */
const question = "为什么撤回？撤回后文章打不开，但聊天里的卡片还在";

export function RecallButton({ view, busy, act }: Props) {
  const { ask, me } = useSession();
  if (!view.actions.includes("recall")) return null;
  const alone = me.roles.includes("supervisor");
  return (
    <WithReason
      label={alone ? "撤回群发" : "申请撤回"}
      title={question}
      hint={alone ? "写进经过里，以后查得到" : "写给确认的同事看"}
      danger
      busy={busy}
      done={(reason) =>
        act(
          ask(broadcastRoutes.recall, { id: view.id, reason }),
          alone ? "正在撤回，请看下面的进展" : "已申请，等另一位同事或主管确认",
        )
      }
    />
  );
}

export function RecallStrip({ view, busy, act }: Props) {
  const { ask } = useSession();
  const { id, recall } = view;
  if (recall === null) return null;
  const { state, messages, advice } = recall;
  const tone = { asked: "warn", running: "warn", done: "good", partly: "bad" }[state];
  const { total, gone, failed, unnumbered } = messages;
  return (
    <section className={`strip bc-recall ${tone}`} aria-label="群发撤回" data-test="bc-recall-state">
      <p>
        <b>{broadcastRecallName[state]}</b>
        <span>
          {recall.askedBy} {exactTime(recall.askedAt)} {state === "asked" ? "申请" : "提出"}：{recall.reason}
        </span>
        {recall.decidedBy !== null && recall.decidedBy !== recall.askedBy && <span>{recall.decidedBy} 确认</span>}
      </p>
      {state !== "asked" && (
        <p>
          {`${total} 批里撤回了 ${gone} 批`}
          {failed > 0 && `，${failed} 批微信没有撤回${advice === null ? "" : `：${advice}`}`}
          {unnumbered > 0 && `，${unnumbered} 批没有微信的消息编号，请到公众平台核对`}
          。聊天里的卡片还在，点开是「已被发布者删除」。
        </p>
      )}
      {view.actions.includes("decide-recall") && (
        <div className="kb-acts">
          <Button
            danger
            loading={busy}
            onClick={() => void act(ask(broadcastRoutes.decideRecall, { id, agree: true }), "正在撤回")}
            data-test="bc-recall-agree"
          >
            确认撤回
          </Button>
          <WithReason
            label="不撤回"
            title="为什么不撤回"
            hint="写给申请的同事看"
            busy={busy}
            done={(reason) => act(ask(broadcastRoutes.decideRecall, { id, agree: false, reason }), "已退回申请")}
          />
        </div>
      )}
    </section>
  );
}
