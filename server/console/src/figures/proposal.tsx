import { figureRoutes, figureTrustName, type FigureProposalView, type FiguresView } from "@wsi/shared/contract";
import type { Figure, FigureEffect } from "@wsi/shared/insurance";
import { App, Button, Popconfirm } from "antd";
import { timeWords } from "../beijing.ts";
import { sentence, type Answer } from "../client.ts";
import { useNow, useSession } from "../session.tsx";
import { WithReason } from "../with-reason.tsx";
import { infoOf, monthsWords, Numbers, periodWords } from "./value.tsx";

export function Effects({ effects }: { effects: readonly FigureEffect[] }) {
  if (effects.length === 0) return <p className="fig-quiet">举例的人都不受影响（可能这一行的月份还没有人用到）。</p>;
  return (
    <table className="fig-effects" data-test="fig-effects">
      <thead>
        <tr>
          <th>举例的人</th>
          <th>现在</th>
          <th>改了以后</th>
        </tr>
      </thead>
      <tbody>
        {effects.map((one) => (
          <tr key={one.who}>
            <td>{one.who}</td>
            <td>{one.before}</td>
            <td>
              <b>{one.after}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is said about a row beside its numbers, and what of it changes. */
export function Said({ row, before }: { row: Figure; before?: Figure | null }) {
  const lines = [
    { label: "来源", of: (one: Figure) => one.source },
    { label: "可信程度", of: (one: Figure) => figureTrustName[one.trust] },
    { label: "核实", of: (one: Figure) => (one.verified ? "已核实" : "未核实") },
    { label: "文号", of: (one: Figure) => one.document ?? "" },
    { label: "原文", of: (one: Figure) => one.link ?? "" },
    { label: "执行", of: monthsWords },
  ];
  return (
    <dl className="fig-numbers fig-said">
      {lines
        .filter(({ of }) => of(row) !== "" || (before && of(before) !== ""))
        .map(({ label, of }) => {
          const was = before ? of(before) : of(row);
          return (
            <div key={label} className={was === of(row) ? undefined : "changed"}>
              <dt>{label}</dt>
              <dd>
                {was === of(row) || was === "" ? null : <del>{was}</del>} {of(row)}
              </dd>
            </div>
          );
        })}
    </dl>
  );
}

const stateName: Record<FigureProposalView["state"], string> = {
  open: "待审核",
  approved: "已通过",
  rejected: "已退回",
  withdrawn: "已撤回",
};

interface Props {
  proposal: FigureProposalView;
  /** For a new row: the one it follows. */
  like?: Figure | undefined;
  taken(view: FiguresView): void;
}

/** One change: what it was, what it shall be, what that means, and who may say yes. */
export function Proposal({ proposal, like, taken }: Props) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const now = useNow();
  const { id, kind, row, before } = proposal;
  const take = (answer: Answer<FiguresView>, done: string): boolean => {
    if (answer.ok) {
      taken(answer.value);
      void message.success(done);
    } else void message.error(sentence(answer.error));
    return answer.ok;
  };
  const what = before === null ? "新录入" : row === null ? "删除" : "修改";
  const shown = row ?? before;
  return (
    <article className="fig-proposal" data-test="fig-proposal">
      <header>
        <h3>
          {what} {infoOf(kind).name}（{shown ? periodWords(kind, shown) : proposal.from}）
        </h3>
        <span className={`fig-state ${proposal.state}`}>{stateName[proposal.state]}</span>
      </header>
      <p className="fig-quiet">
        {proposal.proposedBy} 提，{timeWords(proposal.proposedAt, now)}：{proposal.note}
      </p>
      {proposal.decidedBy ? (
        <p className="fig-quiet">
          {proposal.decidedBy} {stateName[proposal.state].replace("已", "")}
          {proposal.decidedAt ? `，${timeWords(proposal.decidedAt, now)}` : ""}
          {proposal.version ? `，成为第 ${proposal.version} 版` : ""}
          {proposal.reason ? `：${proposal.reason}` : ""}
        </p>
      ) : null}
      {row ? (
        <>
          <Numbers kind={kind} row={row} before={before ?? like ?? null} />
          {before === null && like ? <p className="fig-quiet">划掉的是 {periodWords(kind, like)}的。</p> : null}
          <Said row={row} before={before} />
        </>
      ) : (
        <p>这一行将被删除，以后按更早的一行估算，并标「以公布为准」。</p>
      )}
      {proposal.state === "open" ? (
        <>
          <h4>对人的影响</h4>
          <Effects effects={proposal.effects} />
          <div className="fig-acts">
            {proposal.mayDecide ? (
              <>
                <Popconfirm
                  title="通过以后马上生效"
                  description="新的测算、核定都会按它来；已经核定的不变。"
                  okText="通过"
                  cancelText="再看看"
                  onConfirm={async () => void take(await ask(figureRoutes.approve, { id }), "已通过，马上生效")}
                >
                  <Button type="primary" data-test="fig-approve">
                    通过
                  </Button>
                </Popconfirm>
                <WithReason
                  label="退回"
                  title="为什么退回"
                  hint="写给提交的同事看"
                  busy={false}
                  done={async (reason) => take(await ask(figureRoutes.reject, { id, reason }), "已退回")}
                />
              </>
            ) : null}
            {proposal.mayWithdraw ? (
              <>
                <Button
                  onClick={async () => void take(await ask(figureRoutes.withdraw, { id }), "已撤回")}
                  data-test="fig-withdraw"
                >
                  撤回
                </Button>
                <span className="fig-quiet">自己提的，要另一位主管或管理员来审。</span>
              </>
            ) : null}
          </div>
        </>
      ) : null}
    </article>
  );
}
