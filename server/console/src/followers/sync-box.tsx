import { SyncOutlined } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { timeWords } from "../beijing.ts";
import { useNow } from "../session.tsx";
import { percentOf, resultWords, stageWords } from "./progress-words.ts";
import type { Watched } from "./use-progress.ts";

/** The button that brings our list in line with WeChat's, and how far it is. */
export function SyncBox({ watched: { progress, busy, trouble, start } }: { watched: Watched }) {
  const now = useNow(30);
  const { sync, unpushed, tagTrouble } = progress;
  const running = sync?.state === "running";
  return (
    <section className="fans-sync" aria-label="和微信同步">
      <Button
        icon={<SyncOutlined spin={running} />}
        loading={busy}
        disabled={running}
        onClick={start}
        data-test="fans-sync"
      >
        {running ? "正在同步" : "和微信同步"}
      </Button>
      {running && <Progress percent={percentOf(sync)} size="small" aria-label="同步进度" />}
      <p role="status" data-test="fans-sync-status">
        {sync === null && "还没有同步过。每天凌晨 1 点半自动同步一次。"}
        {running && stageWords(sync)}
        {sync?.state === "done" && sync.finishedAt && `${timeWords(sync.finishedAt, now)} 同步过：${resultWords(sync)}`}
      </p>
      {sync?.trouble && (
        <p className={running ? "fans-warn" : "fans-bad"} role="alert">
          {sync.trouble}
        </p>
      )}
      {unpushed > 0 && tagTrouble === null && <p>还有 {unpushed.toLocaleString("zh-CN")} 个标签正在送到微信</p>}
      {tagTrouble !== null && (
        <p className="fans-warn" role="alert">
          {tagTrouble}
        </p>
      )}
      {trouble !== null && (
        <p className="fans-bad" role="alert">
          {trouble}
        </p>
      )}
    </section>
  );
}
