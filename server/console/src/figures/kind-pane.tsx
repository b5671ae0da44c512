import { figureRoutes, figureTrustName, type FiguresView } from "@wsi/shared/contract";
import { figureKinds, type Figure, type FigureKind } from "@wsi/shared/insurance";
import { addMonths } from "@wsi/shared/values";
import { App, Button } from "antd";
import { useState } from "react";
import { beijingMonth } from "./this-month.ts";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { WithReason } from "../with-reason.tsx";
import { Proposal } from "./proposal.tsx";
import { blankOf, draftOf, type RowDraft } from "./row-draft.ts";
import { RowForm } from "./row-form.tsx";
import { infoOf, monthsWords, Numbers, periodWords } from "./value.tsx";

interface Props {
  kind: FigureKind;
  view: FiguresView;
  taken(view: FiguresView): void;
}
interface Editing {
  start: RowDraft;
  fixed: boolean;
  like: Figure | undefined;
}

/** One kind: what waits for approval, the rows newest first, and how they came about. */
export function KindPane({ kind, view, taken }: Props) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [past, setPast] = useState(false);
  const info = infoOf(kind);
  const rows = (view.kinds.find((one) => one.kind === kind)?.rows ?? []).toReversed();
  const open = view.open.filter((one) => one.kind === kind);
  const missing = view.missing.filter((one) => one.kind === kind);
  const newest = rows[0];
  const enter = (from: string) => setEditing({ start: blankOf(kind, from, newest), fixed: false, like: newest });
  const remove = async (row: Figure, note: string): Promise<boolean> => {
    const answer = await ask(figureRoutes.propose, { kind, from: row.from, row: null, note });
    if (answer.ok) taken(answer.value);
    void (answer.ok ? message.success("已提交，请另一位主管或管理员审核") : message.error(sentence(answer.error)));
    return answer.ok;
  };
  const afterNewest = newest && info.cadence !== "until-changed" ? addMonths(newest.from, 12) : beijingMonth();
  const nextYear = missing[0]?.from ?? afterNewest;
  return (
    <section className="fig-pane">
      <header className="fig-head">
        <div>
          <h1>{info.name}</h1>
          <p className="fig-quiet">{info.about}</p>
        </div>
        {editing === null ? (
          <Button type="primary" onClick={() => enter(nextYear)} data-test="fig-new">
            {info.cadence === "until-changed"
              ? "录入新标准"
              : `录入 ${nextYear.slice(0, 4)} ${info.cadence === "policy-year" ? "年度" : "年"}`}
          </Button>
        ) : null}
      </header>
      {missing.map((one) => (
        <p key={one.from} className={one.now ? "fig-alarm" : "fig-alarm soon"} data-test="fig-missing">
          {periodWords(kind, one)}
          {one.now ? "待录入：现在按上一次的估算，屏幕上写着「以公布为准」。" : "快到了，公布以后请录入。"}
        </p>
      ))}
      {editing ? (
        <RowForm key={editing.start.from} kind={kind} {...editing} close={() => setEditing(null)} taken={taken} />
      ) : null}
      {open.map((one) => (
        <Proposal key={one.id} proposal={one} like={rows.find((row) => row.from < one.from)} taken={taken} />
      ))}
      {rows.length === 0 ? <Blank title="还没有录入过" text="公布以后在上面录入，由另一位同事审核。" /> : null}
      {rows.map((row) => (
        <article key={row.from} className="fig-row" data-test="fig-row">
          <header>
            <h2>{periodWords(kind, row)}</h2>
            <span className={row.verified ? "fig-state approved" : "fig-state open"}>
              {row.verified ? "已核实" : "未核实"}
            </span>
            <span className="fig-quiet">
              {figureTrustName[row.trust]} · {row.source}
              {row.document ? ` · ${row.document}` : ""}
              {row.link ? (
                <>
                  {" · "}
                  <a href={row.link} target="_blank" rel="noreferrer">
                    原文
                  </a>
                </>
              ) : null}
              {info.cadence === "until-changed" ? "" : ` · ${monthsWords(row)}`}
            </span>
            <span className="fig-row-acts">
              <Button
                size="small"
                disabled={open.some((one) => one.from === row.from)}
                title={open.some((one) => one.from === row.from) ? "有一个修改在等审核" : undefined}
                onClick={() => setEditing({ start: draftOf(kind, row), fixed: true, like: row })}
                data-test="fig-edit"
              >
                {row.verified ? "修改" : "修改或核实"}
              </Button>
              <WithReason
                label="删除"
                title="为什么删除这一行"
                hint="写给审核的同事看"
                busy={false}
                done={(reason) => remove(row, reason)}
              />
            </span>
          </header>
          <Numbers kind={kind} row={row} />
        </article>
      ))}
      <Button type="link" onClick={() => setPast(!past)} aria-expanded={past} data-test="fig-history">
        {past ? "收起修改记录" : "看修改记录"}
      </Button>
      {past ? <History kind={kind} version={view.version} open={open.length} /> : null}
    </section>
  );
}

function History({ kind, version, open }: { kind: FigureKind; version: number; open: number }) {
  const history = useAsked(figureRoutes.history, { kind });
  // A decision changes the list below it.
  const [seen, setSeen] = useState(`${version} ${open}`);
  if (seen !== `${version} ${open}`) {
    setSeen(`${version} ${open}`);
    history.reload();
  }
  if (history.trouble && !history.value) return <Failed message={history.trouble} retry={history.reload} />;
  if (!history.value) return <Loading rows={3} />;
  if (history.value.length === 0)
    return <p className="fig-quiet">{figureKinds[kind].name}还没有人改过，现在的是随系统带来的。</p>;
  return (
    <>
      {history.value.map((one) => (
        <Proposal key={one.id} proposal={one} taken={() => undefined} />
      ))}
    </>
  );
}
