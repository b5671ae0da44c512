/** The files that are about to be sent: looked at once more, with their progress, and what stands in the way. */
import { CloseOutlined, FileOutlined, SoundOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { sizeWords } from "../transcript/attached.tsx";
import type { Attaching } from "./use-attach.ts";

export function TrayView({ attaching: { chosen, send, drop }, shut }: { attaching: Attaching; shut: boolean }) {
  if (chosen.length === 0) return null;
  const waiting = chosen.filter((one) => one.percent === null);
  return (
    <div className="tray" data-test="tray">
      <ul>
        {chosen.map((one) => (
          <li key={one.key} className={one.failure === null ? "" : "bad"} data-test="tray-file">
            {one.preview ? (
              <img src={one.preview} alt="" />
            ) : (
              <span className="tray-icon">{one.kind === "voice" ? <SoundOutlined /> : <FileOutlined />}</span>
            )}
            <span className="tray-name" title={one.file.name}>
              <bdi>{one.file.name}</bdi>
              <small>{one.percent === null ? sizeWords(one.file.size) : `正在发送 ${one.percent}%`}</small>
              {one.failure !== null && <small role="alert">{one.failure}</small>}
            </span>
            {one.percent === null && (
              <button type="button" aria-label={`不发 ${one.file.name}`} onClick={() => drop(one.key)}>
                <CloseOutlined />
              </button>
            )}
          </li>
        ))}
      </ul>
      {waiting.length > 0 && (
        <Button type="primary" disabled={shut} onClick={() => void send()} data-test="tray-send">
          {waiting.some((one) => one.failure !== null) ? "重试" : `发送 ${waiting.length} 个文件`}
        </Button>
      )}
    </div>
  );
}
