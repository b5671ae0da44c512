/** My own status, always in sight on the rail: what it means for me stands beside each choice. */
import { BellOutlined, MutedOutlined } from "@ant-design/icons";
import type { Presence } from "@wsi/shared/contract";
import { Dropdown } from "antd";
import { useLasting } from "../../session.tsx";
import { blipMs } from "./live.ts";
import { useWatch, type Watch } from "./watch.tsx";

const choices = ["ready", "busy", "away"] as const;
export const presenceName: Record<Presence, string> = { ready: "就绪", busy: "小休", away: "离线", offline: "离线" };
const meaning: Record<(typeof choices)[number], string> = {
  ready: "新会话会派给您",
  busy: "不派新会话，手上的照常接待",
  away: "离开座位，不派新会话",
};

const barred = (): boolean => "Notification" in window && Notification.permission === "denied";

export function MyPresence() {
  const watch = useWatch();
  if (!watch) return null;
  return <Presences watch={watch} />;
}

function Presences({ watch }: { watch: Watch }) {
  const { presence, setPresence, loud, setLoud, live } = watch;
  const lost = useLasting(!live.line.up, blipMs);
  const word = lost ? "断线" : presence === null ? "…" : presenceName[presence];
  const said = lost ? "和服务器断线，正在重连" : presence === null ? "正在查询" : presenceName[presence];
  return (
    <>
      <Dropdown
        trigger={["click"]}
        placement="bottomLeft"
        menu={{
          selectable: true,
          selectedKeys: presence === null ? [] : [presence === "offline" ? "away" : presence],
          items: choices.map((one) => ({
            key: one,
            label: (
              <span className="presence-choice">
                <i className={`dot ${one}`} aria-hidden />
                <b>{presenceName[one]}</b>
                <small>{meaning[one]}</small>
              </span>
            ),
          })),
          onClick: ({ key }) => setPresence(choices.find((one) => one === key) ?? "busy"),
        }}
      >
        <button
          type="button"
          className="rail-item rail-presence"
          aria-label={`我的状态：${said}`}
          title={lost ? said : undefined}
          data-test="presence"
        >
          <i className={`dot ${lost ? "lost" : (presence ?? "asking")}`} aria-hidden />
          <span>{word}</span>
        </button>
      </Dropdown>
      <button
        type="button"
        className="rail-item"
        aria-pressed={loud}
        title={`提示音和桌面提醒：${loud ? `开${barred() ? "（浏览器禁止了桌面提醒，请在地址栏左侧的图标里允许）" : ""}` : "关"}`}
        onClick={() => setLoud(!loud)}
        data-test="sound"
      >
        {loud ? <BellOutlined /> : <MutedOutlined />}
        <span>{loud ? "提示音" : "已静音"}</span>
      </button>
    </>
  );
}

/** What calls, as a number on the door of the desk. */
export function DeskCount() {
  const watch = useWatch();
  if (!watch) return null;
  const { offered, waiting, unread } = watch.calling;
  const count = offered + waiting + unread;
  if (count === 0) return null;
  return (
    <b className="rail-count" title={`转给我 ${offered}，等待 ${waiting}，未读 ${unread}`} data-test="desk-count">
      {count > 99 ? "99+" : count}
    </b>
  );
}
