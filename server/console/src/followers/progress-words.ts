import type { FollowerProgress, FollowerSyncView } from "@wsi/shared/contract";

/** Pages take one call for ten thousand, details one for a hundred: nearly all of the way is the second part. */
const pagesShare = 5;
const part = (done: number, of: number | null) => (of === null || of === 0 ? 0 : Math.min(1, done / of));

/** How far a synchronisation is, in percent; 100 only once it is done. */
export function percentOf(sync: FollowerSyncView): number {
  if (sync.state === "done") return 100;
  const way =
    sync.phase === "pages"
      ? pagesShare * part(sync.seen, sync.total)
      : pagesShare + (100 - pagesShare) * part(sync.checked, sync.toCheck);
  return Math.min(99, Math.floor(way));
}

const people = (n: number) => `${n.toLocaleString("zh-CN")} 人`;

/** What is going on, in words. */
export function stageWords(sync: FollowerSyncView): string {
  if (sync.phase === "pages")
    return sync.total === null ? "正在向微信要名单……" : `正在取名单：${people(sync.seen)}，共 ${people(sync.total)}`;
  return `正在核对资料：${people(sync.checked)}，共 ${people(sync.toCheck ?? 0)}`;
}

/** What a finished synchronisation found. */
export function resultWords(sync: FollowerSyncView): string {
  const found = [
    sync.joined > 0 ? `新增 ${people(sync.joined)}` : "",
    sync.left > 0 ? `取消关注 ${people(sync.left)}` : "",
    sync.linked > 0 ? `新对上社保账户 ${people(sync.linked)}` : "",
  ].filter((one) => one !== "");
  return found.length === 0 ? "和微信一致，没有变化" : found.join("，");
}

/** Something moves by itself, so look again soon. */
export const isMoving = (progress: FollowerProgress): boolean =>
  progress.sync?.state === "running" || (progress.unpushed > 0 && progress.tagTrouble === null);
