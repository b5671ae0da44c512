import type { BoardAgent } from "@wsi/shared/contract";
import { presenceName } from "../desk/live/presence.tsx";
import { Blank } from "../states.tsx";
import { lasting } from "./figures.ts";

/** Who is there, how full they are, and how their span went. */
export function Agents({
  agents,
  chosen,
  choose,
}: {
  agents: readonly BoardAgent[];
  chosen: string | null;
  choose: (id: string) => void;
}) {
  return (
    <section>
      <h2 className="board-title">坐席</h2>
      {agents.length === 0 ? (
        <Blank title="还没有客服" text="请管理员在「管理 · 人员」里添加有客服岗位的同事。" />
      ) : (
        <div className="office-scroll board-bordered">
          <table className="office-table board-table" data-test="board-agents">
            <thead>
              <tr>
                <th>坐席</th>
                <th>状态</th>
                <th>手上 / 上限</th>
                <th className="n">接待</th>
                <th className="n">首次回复</th>
                <th className="n">处理时长</th>
                <th className="n">满意度</th>
              </tr>
            </thead>
            <tbody>
              {agents.map((one) => (
                <tr key={one.id} className={one.id === chosen ? "on" : undefined}>
                  <td>
                    <button type="button" className="board-link" onClick={() => choose(one.id)}>
                      {one.name}
                    </button>
                  </td>
                  <td>
                    <span className="board-presence">
                      <i className={`dot ${one.presence}`} aria-hidden />
                      {presenceName[one.presence]}
                    </span>
                  </td>
                  <td>
                    <span className="board-load">
                      <meter
                        min={0}
                        max={one.cap}
                        high={one.cap - 0.5}
                        value={Math.min(one.load, one.cap)}
                        aria-hidden
                      />
                      {one.load} / {one.cap}
                      {one.held > 0 && <small>挂起 {one.held}</small>}
                    </span>
                  </td>
                  <td className="n">{one.served}</td>
                  <td className="n">{lasting(one.firstResponseSeconds)}</td>
                  <td className="n">{lasting(one.handlingSeconds)}</td>
                  <td className="n">
                    {one.satisfaction === null ? "—" : `${one.satisfaction.toFixed(2)}（${one.rated}）`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
