import { figureRoutes, type FiguresView } from "@wsi/shared/contract";
import { figureKindNames, figureKinds, type FigureKind } from "@wsi/shared/insurance";
import { useState } from "react";
import { fragmentOf } from "../place.ts";
import { useNarrow } from "../session.tsx";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { KindPane } from "./kind-pane.tsx";
import { periodWords } from "./value.tsx";
import "./figures.css";

/** 政策参数: what the arithmetic stands on, entered by one person and approved by another. */
export default function FiguresRoom({ id }: { id: string | null }) {
  const asked = useAsked(figureRoutes.list, {});
  if (asked.value) return <Room view={asked.value} id={id} taken={asked.keep} />;
  return asked.trouble === null ? <Loading rows={10} /> : <Failed message={asked.trouble} retry={asked.reload} />;
}

function Room({ view, id, taken }: { view: FiguresView; id: string | null; taken(view: FiguresView): void }) {
  const narrow = useNarrow(900);
  // What asks for somebody comes first; deciding on it does not lead away from it.
  const [first] = useState<FigureKind>(view.open[0]?.kind ?? view.missing[0]?.kind ?? "base-limits");
  const chosen = figureKindNames.find((kind) => kind === id) ?? null;
  const kind: FigureKind | null = chosen ?? (narrow ? null : first);
  return (
    <div className={narrow ? "figures narrow" : "figures"}>
      {!narrow || kind === null ? (
        <nav className="fig-list" aria-label="政策参数">
          <div className="fig-list-head">
            <b>政策参数</b>
            <span className="fig-quiet">第 {view.version} 版</span>
          </div>
          <ul>
            {figureKindNames.map((one) => {
              const missing = view.missing.find((gap) => gap.kind === one);
              const open = view.kinds.find((row) => row.kind === one)?.open ?? 0;
              const newest = view.kinds.find((row) => row.kind === one)?.rows.at(-1);
              return (
                <li key={one}>
                  <a
                    href={fragmentOf("figures", one)}
                    className={one === kind ? "fig-item on" : "fig-item"}
                    aria-current={one === kind ? "true" : undefined}
                    data-test={`fig-kind-${one}`}
                  >
                    <span className="fig-item-name">{figureKinds[one].name}</span>
                    <span className="fig-item-foot">
                      <span>{newest ? periodWords(one, newest) : "没有"}</span>
                      {newest && !newest.verified ? <span className="fig-state">未核实</span> : null}
                      {missing ? (
                        <span className={missing.now ? "fig-state rejected" : "fig-state open"}>
                          {missing.now ? "待录入" : "快到期"}
                        </span>
                      ) : null}
                      {open > 0 ? <span className="fig-state open">待审核 {open}</span> : null}
                    </span>
                  </a>
                </li>
              );
            })}
          </ul>
        </nav>
      ) : null}
      {kind ? (
        <div className="fig-right">
          {narrow ? <a href={fragmentOf("figures")}>← 全部参数</a> : null}
          <KindPane key={kind} kind={kind} view={view} taken={taken} />
        </div>
      ) : null}
    </div>
  );
}
