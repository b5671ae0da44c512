/** Above the transcript: what is not as usual with this talk, and the one thing to do about it. */
import type { ConversationView, DeskSign } from "@wsi/shared/contract";
import { EditOutlined, EyeOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { timeWords } from "../beijing.ts";
import { faceOf } from "../names.ts";
import { shown } from "../shown.ts";

export function Banners({
  talk,
  myId,
  offered,
  now,
  busy,
  answer,
  withdraw,
  resume,
}: {
  talk: ConversationView;
  myId: string;
  /** This talk is offered to me. */
  offered: boolean;
  now: Date;
  busy: boolean;
  answer: (accept: boolean) => void;
  withdraw: () => void;
  resume: () => void;
}) {
  const { offer, hold } = talk;
  const mine = talk.agent?.id === myId;
  const others = talk.listeners.filter((one) => one.id !== myId);
  return (
    <>
      {talk.urgent !== null && talk.state !== "closed" && (
        <p className="banner bad" data-test="banner-urgent">
          <b>优先</b>
          <span>{talk.urgent}</span>
        </p>
      )}
      {offer && offered && (
        <div className="banner call" role="alert" data-test="banner-offer">
          <span>
            <b>
              {offer.from.name}转给您{offer.toGroup ? `（${offer.toGroup.name}）` : ""}：
            </b>
            {shown(offer.note)}
            <small>{timeWords(offer.expiresAt, now)} 前没有接受就退回</small>
          </span>
          <Button size="small" loading={busy} onClick={() => answer(false)} data-test="decline">
            退回
          </Button>
          <Button size="small" type="primary" loading={busy} onClick={() => answer(true)} data-test="accept">
            接受
          </Button>
        </div>
      )}
      {offer && !offered && (
        <div className="banner" data-test="banner-offered">
          <span>
            {offer.from.id === myId ? "已转给" : `${offer.from.name}转给`}
            {offer.toStaff?.name ?? offer.toGroup?.name ?? "同事"}，等对方接受：{shown(offer.note)}
          </span>
          {offer.from.id === myId && (
            <Button size="small" loading={busy} onClick={withdraw} data-test="withdraw">
              收回
            </Button>
          )}
        </div>
      )}
      {hold && (
        <div className="banner" data-test="banner-hold">
          <span>
            已挂起：{shown(hold.reason)}，{timeWords(hold.until, now)} 自动恢复
          </span>
          {mine && (
            <Button size="small" loading={busy} onClick={resume} data-test="resume">
              恢复
            </Button>
          )}
        </div>
      )}
      {mine && others.length > 0 && (
        <p className="banner" data-test="banner-listened">
          <EyeOutlined />
          <span>{others.map((one) => `${one.name}${one.steppedIn ? "（已插话）" : ""}`).join("、")}正在旁听</span>
        </p>
      )}
    </>
  );
}

/** Colleagues who look at this talk; a pencil for who is writing. */
export function Viewers({ signs }: { signs: readonly DeskSign[] }) {
  return (
    <span className="viewers" data-test="viewers">
      {signs.slice(0, 4).map(({ staff, doing }) => (
        <Tooltip key={staff.id} title={`${staff.name}${doing === "types" ? "正在写" : "在看"}`}>
          <span
            className={`viewer ${doing}`}
            role="img"
            aria-label={`${staff.name}${doing === "types" ? "正在写" : "在看"}`}
          >
            {faceOf(staff.name)}
            {doing === "types" && <EditOutlined />}
          </span>
        </Tooltip>
      ))}
    </span>
  );
}
