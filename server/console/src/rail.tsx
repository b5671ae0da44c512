import {
  BookOutlined,
  CalendarOutlined,
  BulbOutlined,
  CalculatorOutlined,
  DashboardOutlined,
  FileAddOutlined,
  FileDoneOutlined,
  IdcardOutlined,
  LogoutOutlined,
  MenuOutlined,
  MessageOutlined,
  NotificationOutlined,
  PhoneOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  TeamOutlined,
  UserOutlined,
} from "@ant-design/icons";
import type { StaffMe, StaffRole } from "@wsi/shared/contract";
import { Dropdown } from "antd";
import { AfterCount } from "./after/count.tsx";
import { DeskCount, MyPresence } from "./desk/live/presence.tsx";
import { talkLeftOpen } from "./desk/live/watch.tsx";
import { faceOf, ownName } from "./names.ts";
import { QualityCount, UnseenCount } from "./quality/counts.tsx";
import { appearanceName, appearances, type Appearance } from "./theme.ts";
import { fragmentOf, go, roomsFor, type Room } from "./place.ts";

const icon: Record<Room, React.ReactNode> = {
  desk: <MessageOutlined />,
  tickets: <FileAddOutlined />,
  followups: <PhoneOutlined />,
  quality: <SafetyCertificateOutlined />,
  cases: <FileDoneOutlined />,
  knowledge: <BookOutlined />,
  menus: <MenuOutlined />,
  broadcasts: <NotificationOutlined />,
  followers: <TeamOutlined />,
  ledger: <CalculatorOutlined />,
  figures: <CalculatorOutlined />,
  slips: <IdcardOutlined />,
  hall: <CalendarOutlined />,
  board: <DashboardOutlined />,
  office: <SettingOutlined />,
  own: <UserOutlined />,
};
export const roleName: Record<StaffRole, string> = {
  agent: "客服",
  reviewer: "审核员",
  supervisor: "主管",
  counter: "窗口",
  admin: "管理员",
  editor: "运营",
};

/** One's own place is behind one's own face. */
const inRail = (roles: readonly StaffRole[]) => roomsFor(roles).filter((one) => one.room !== "own");

/** The far left: the rooms of one's roles, how the console looks, and the way out. */
export function Rail({
  me,
  room,
  appearance,
  look,
  leave,
}: {
  me: StaffMe;
  room: Room | null;
  appearance: Appearance;
  look: (appearance: Appearance) => void;
  leave: () => void;
}) {
  return (
    <nav className="rail" aria-label="工作台">
      <div className="rail-mark" aria-hidden>
        社保
      </div>
      <MyPresence />
      {inRail(me.roles).map((one) => (
        <a
          key={one.room}
          href={fragmentOf(one.room, one.room === "desk" && room !== "desk" ? talkLeftOpen() : null)}
          className={one.room === room ? "rail-item on" : "rail-item"}
          aria-current={one.room === room ? "page" : undefined}
          data-test={`nav-${one.room}`}
        >
          {icon[one.room]}
          <span>{one.name}</span>
          {one.room === "desk" && <DeskCount />}
          {(one.room === "tickets" || one.room === "followups") && <AfterCount of={one.room} />}
          {one.room === "quality" && <QualityCount />}
        </a>
      ))}
      <span className="rail-gap" />
      <Dropdown
        trigger={["click"]}
        placement="topLeft"
        menu={{
          selectable: true,
          selectedKeys: [appearance],
          items: appearances.map((one) => ({ key: one, label: appearanceName[one] })),
          onClick: ({ key }) => look(appearances.find((one) => one === key) ?? "system"),
        }}
      >
        <button type="button" className="rail-item" data-test="appearance">
          <BulbOutlined />
          <span>外观</span>
        </button>
      </Dropdown>
      <Dropdown
        trigger={["click"]}
        placement="topLeft"
        menu={{
          items: [
            { key: "who", disabled: true, label: `${me.name} · ${me.roles.map((role) => roleName[role]).join("、")}` },
            { type: "divider" },
            { key: "own", icon: <UserOutlined />, label: "我的：密码、验证、偏好", onClick: () => go("own") },
            { key: "out", icon: <LogoutOutlined />, label: "退出登录", onClick: leave },
          ],
        }}
      >
        <button
          type="button"
          className={room === "own" ? "rail-item rail-me on" : "rail-item rail-me"}
          title={me.name}
          data-test="me"
        >
          <span className="rail-face" aria-hidden>
            {faceOf(me.name)}
          </span>
          <span className="rail-name">{ownName(me.name)}</span>
          <UnseenCount />
        </button>
      </Dropdown>
    </nav>
  );
}
