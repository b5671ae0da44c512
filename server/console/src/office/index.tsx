import { go } from "../place.ts";
import { useSession } from "../session.tsx";
import { Accounts } from "./accounts.tsx";
import { Groups } from "./groups.tsx";
import { Plans } from "./plans.tsx";
import { Replies } from "./replies.tsx";
import { Shifts } from "./shifts.tsx";
import "../knowledge/knowledge.css";
import "../own/own.css";
import "./office.css";

const tabs = [
  { tab: "staff", name: "人员", adminOnly: true },
  { tab: "groups", name: "技能组", adminOnly: false },
  { tab: "shifts", name: "班次", adminOnly: false },
  { tab: "hours", name: "工作时间", adminOnly: false },
  { tab: "replies", name: "常用语", adminOnly: false },
] as const;

/** 「管理」: who works at the desk and when. Administrators everywhere, supervisors in their own groups. */
export default function OfficeRoom({ id }: { id: string | null }) {
  const { me } = useSession();
  const admin = me.roles.includes("admin");
  const shown = tabs.filter((one) => admin || !one.adminOnly);
  const tab = (shown.find((one) => one.tab === id) ?? shown[0])?.tab;
  return (
    <div className="knowledge">
      <div className="kb-tabs" role="tablist" aria-label="管理">
        {shown.map((one) => (
          <button
            type="button"
            role="tab"
            key={one.tab}
            aria-selected={one.tab === tab}
            onClick={() => go("office", one.tab)}
            data-test={`office-tab-${one.tab}`}
          >
            {one.name}
          </button>
        ))}
      </div>
      <div className="own">
        {tab === "staff" && <Accounts />}
        {tab === "groups" && <Groups admin={admin} />}
        {tab === "shifts" && <Shifts />}
        {tab === "hours" && <Plans admin={admin} />}
        {tab === "replies" && <Replies />}
      </div>
    </div>
  );
}
