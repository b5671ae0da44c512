/** Which schemes somebody is in, through whom, and whether it goes on: short, what runs first. */
import { deskScreen, type Enrolment } from "@wsi/shared/contract";
import { schemeNames } from "@wsi/shared/insurance";
import { Failed, Loading } from "../../states.tsx";
import { shown } from "../../shown.ts";
import { useAsked } from "../../use-asked.ts";
import { Part } from "./part.tsx";

const stateName: Record<Enrolment["state"], string> = { active: "在保", paused: "暂停", stopped: "已停" };
const rank: Record<Enrolment["state"], number> = { active: 0, paused: 1, stopped: 2 };

export function Enrolments({ id, bound }: { id: string; bound: boolean }) {
  const { value, trouble, reload } = useAsked(deskScreen.enrolments, { id });
  if (!bound) return <p className="part part-none">还没有绑定身份，查不到参保情况。</p>;
  if (trouble !== null) return <Failed message={trouble} retry={reload} />;
  if (value === null) return <Loading rows={4} />;
  const running = value.filter((one) => one.state !== "stopped").length;
  return (
    <Part title={`参保 ${running} 项在保`} test="enrolments">
      {value.length === 0 && <p className="part-none">在武汉没有参过保</p>}
      <ul className="enrolments">
        {value
          .toSorted((a, b) => rank[a.state] - rank[b.state] || b.startedOn.localeCompare(a.startedOn))
          .map((one) => (
            <li key={`${one.scheme} ${one.startedOn} ${one.through}`} className={one.state}>
              <b>{schemeNames[one.scheme]}</b>
              <em>{stateName[one.state]}</em>
              <span>
                {one.through === "flexible"
                  ? `灵活就业${one.tier === undefined ? "" : ` ${one.tier}% 档`}`
                  : shown(one.employerName ?? "单位参保")}
              </span>
              <span className="digits">
                {one.startedOn} 起{one.stoppedOn && `，${one.stoppedOn} 止`}
                {one.stopReason && `（${one.stopReason}）`}
              </span>
            </li>
          ))}
      </ul>
    </Part>
  );
}
