import { go } from "../place.ts";
import { useSession } from "../session.tsx";
import { Tabs } from "../tabs.tsx";
import { Accounts } from "./accounts.tsx";
import { Groups } from "./groups.tsx";
import { Plans } from "./plans.tsx";
import { Replies } from "./replies.tsx";
import { Shifts } from "./shifts.tsx";
import { Windows } from "./windows.tsx";
import "../knowledge/knowledge.css";
import "../own/own.css";
import "./office.css";

const names = {
  staff: "人员",
  groups: "技能组",
  shifts: "班次",
  hours: "工作时间",
  replies: "常用语",
  windows: "预约窗口",
} as const;
type OfficeTab = keyof typeof names;
const leaders: readonly OfficeTab[] = ["groups", "shifts", "hours", "replies", "windows"];
const administrators: readonly OfficeTab[] = ["staff", ...leaders];

/** 「管理」: who works at the desk and when. Administrators everywhere, supervisors in their own groups. */
export default function OfficeRoom({ id }: { id: string | null }) {
  const { me } = useSession();
  const admin = me.roles.includes("admin");
  const shown = admin ? administrators : leaders;
  const tab = shown.find((one) => one === id) ?? (admin ? "staff" : "groups");
  return (
    <div className="knowledge">
      <Tabs
        className="kb-tabs"
        label="管理"
        tabs={shown}
        chosen={tab}
        choose={(next) => go("office", next)}
        names={names}
        test={(which) => `office-tab-${which}`}
      />
      <div className="own">
        {tab === "staff" && <Accounts />}
        {tab === "groups" && <Groups admin={admin} />}
        {tab === "shifts" && <Shifts />}
        {tab === "hours" && <Plans admin={admin} />}
        {tab === "replies" && <Replies />}
        {tab === "windows" && <Windows />}
      </div>
    </div>
  );
}
