import type { RegistryLine, StaffCaseView, WorkView } from "@wsi/shared/contract";
import { exactTime, timeWords } from "../beijing.ts";
import { Loading } from "../states.tsx";
import { shown } from "../shown.ts";

/** The third column: what the registries say today, what the item rests on, and what colleagues did. */
export function Registry({ view, bench, now }: { view: StaffCaseView; bench: WorkView | null; now: Date }) {
  if (!bench)
    return (
      <aside className="registry">
        <Loading rows={6} />
      </aside>
    );
  const different = bench.registry.filter((line) => line.differs).length;
  return (
    <aside className="registry" aria-label="登记信息">
      <section>
        <h2>
          登记信息
          {different > 0 ? (
            <b className="registry-count">{different} 处和填的不同</b>
          ) : (
            <span className="registry-fine">和填的一致</span>
          )}
        </h2>
        <dl>
          {bench.registry
            .toSorted((a, b) => Number(b.differs) - Number(a.differs))
            .map((line) => (
              <Line key={line.label} line={line} />
            ))}
        </dl>
      </section>
      <section>
        <h2>办理依据</h2>
        <ul className="registry-bases">
          {view.definition.basis.map((one) => (
            <li key={one.title}>
              {one.title} {one.article ?? ""}
            </li>
          ))}
        </ul>
      </section>
      {bench.log.length > 0 ? (
        <section>
          <h2>同事经过（办事人看不到）</h2>
          <ol className="registry-log" data-test="work-log">
            {bench.log.map((entry) => (
              <li key={`${entry.at}${entry.what}`}>
                <time title={exactTime(entry.at)}>{timeWords(entry.at, now)}</time>
                <span>
                  {entry.by} {entry.what}
                  {entry.whom ? ` · ${entry.whom}` : ""}
                  {entry.note ? <em>{shown(entry.note)}</em> : null}
                </span>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </aside>
  );
}

function Line({ line }: { line: RegistryLine }) {
  return (
    <div className={line.differs ? "differs" : undefined} data-test={line.differs ? "registry-differs" : undefined}>
      <dt title={`来源：${line.source}`}>{line.label}</dt>
      <dd>
        {shown(line.registry)}
        {line.differs && line.said !== null ? (
          <small>{line.field === null ? line.said : `填的是：${shown(line.said)}`}</small>
        ) : null}
        {line.differs && line.said === null ? <small>没有填</small> : null}
      </dd>
    </div>
  );
}
