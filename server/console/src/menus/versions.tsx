import type { MenuState, MenuVersionView, MenuView } from "@wsi/shared/contract";
import { Button } from "antd";
import { useState } from "react";
import { exactTime, timeWords } from "../beijing.ts";
import { useNow } from "../session.tsx";
import { Difference } from "./dialogs.tsx";
import { differenceOf } from "./difference.ts";

const stateName: Record<MenuState, string> = {
  draft: "草稿",
  submitted: "等审核",
  rejected: "已退回",
  published: "正在用",
  superseded: "用过",
  discarded: "已放弃",
};
const wasShown = (one: MenuVersionView) => one.state === "published" || one.state === "superseded";

/** Every version ever, newest first: who made it, who approved it, what it changed; and the way back to it. */
export function Versions({
  menu,
  looking,
  look,
  restore,
}: {
  menu: MenuView;
  /** Which one the phone shows instead of what is being edited. */
  looking: number | null;
  look(version: number | null): void;
  restore(version: MenuVersionView): void;
}) {
  const now = useNow(60);
  const [open, setOpen] = useState<number | null>(null);
  if (menu.versions.length === 0) return <p className="menu-same">还没有版本，改好左边的菜单，存成草稿。</p>;
  return (
    <ol className="menu-versions" data-test="menu-versions">
      {menu.versions.map((one) => {
        const before = menu.versions.find((old) => old.version < one.version && wasShown(old))?.buttons ?? [];
        return (
          <li key={one.version} className={one.state}>
            <p className="menu-version-head">
              <b>第 {one.version} 版</b>
              <span className={`menu-state ${one.state}`}>{stateName[one.state]}</span>
              <time dateTime={one.at} title={exactTime(one.at)}>
                {timeWords(one.at, now)}
              </time>
            </p>
            <p className="menu-version-who">
              {one.origin === "withdrawal" && "撤下菜单 · "}
              {one.restoredFrom !== null && `恢复第 ${one.restoredFrom} 版 · `}
              {one.author}
              {one.decidedBy && ` · ${one.decidedBy}${one.state === "rejected" ? "退回" : "批准"}`}
            </p>
            {one.note && <p>{one.note}</p>}
            {one.decidedNote && <p className="menu-version-said">{one.decidedNote}</p>}
            {open === one.version && <Difference changes={differenceOf(before, one.buttons)} />}
            <p className="menu-version-acts">
              <Button
                size="small"
                type="text"
                onClick={() => setOpen(open === one.version ? null : one.version)}
                data-test={`menu-diff-${one.version}`}
              >
                {open === one.version ? "收起" : "改了什么"}
              </Button>
              <Button
                size="small"
                type="text"
                onClick={() => look(looking === one.version ? null : one.version)}
                data-test={`menu-look-${one.version}`}
              >
                {looking === one.version ? "看草稿" : "在手机上看"}
              </Button>
              {one.state === "superseded" && one.origin !== "withdrawal" && (
                <Button size="small" type="text" onClick={() => restore(one)} data-test={`menu-restore-${one.version}`}>
                  恢复
                </Button>
              )}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
