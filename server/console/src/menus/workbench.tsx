import {
  flawsOfMenu,
  menuRoutes,
  stopsOf,
  type MenuChoices,
  type MenuClicks,
  type MenuDraft,
  type MenuVersionView,
  type MenuView,
} from "@wsi/shared/contract";
import { App as AntApp, Button, Segmented } from "antd";
import { useMemo, useState } from "react";
import { timeWords } from "../beijing.ts";
import { sentence } from "../client.ts";
import { useNow, useSession } from "../session.tsx";
import { Ask, type Asking } from "./dialogs.tsx";
import { Editor } from "./editor.tsx";
import { Phone } from "./phone.tsx";
import { freshKey, keysOf, type Spot } from "./tree.ts";
import type { Act } from "./use-menu.ts";
import { Versions } from "./versions.tsx";

const doneWords: Record<Asking["what"], string> = {
  submit: "已提交，等另一位同事审核",
  approve: "已批准，正在发到微信",
  reject: "已退回",
  restore: "已提交恢复，等另一位同事批准",
  withdraw: "已提交撤下，等另一位同事批准",
};
/** Where writing begins: at the draft, at what waits for approval, at what followers see. */
const startOf = (menu: MenuView): MenuDraft => {
  const inState = (state: MenuVersionView["state"]) =>
    menu.versions.find((one) => one.state === state && one.origin !== "withdrawal");
  return (inState("draft") ?? inState("submitted") ?? inState("published"))?.buttons ?? [];
};

function titleOf(draft: MenuVersionView | undefined, submitted: MenuVersionView | undefined, menu: MenuView): string {
  if (draft) return `草稿（第 ${draft.version} 版）`;
  if (submitted && submitted.origin !== "withdrawal") return `等审核的第 ${submitted.version} 版`;
  return menu.published === null ? "还没有按钮" : "正在用的菜单";
}

interface WorkbenchProps {
  menu: MenuView;
  choices: MenuChoices | null;
  clicks: MenuClicks | null;
  days: "7" | "30";
  showDays(days: "7" | "30"): void;
  busy: boolean;
  act: Act;
}

/** One menu: what is being written on the left, the phone beside it, its versions on the right. */
export function Workbench({ menu, choices, clicks, days, showDays, busy, act }: WorkbenchProps) {
  const { ask } = useSession();
  const { message } = AntApp.useApp();
  const now = useNow(60);
  /** What was typed and not kept yet; null: what the server has. */
  const [typed, setTyped] = useState<MenuDraft | null>(null);
  const [spot, setSpot] = useState<Spot | null>([0]);
  const [looking, setLooking] = useState<number | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const draft = menu.versions.find((one) => one.state === "draft");
  const submitted = menu.versions.find((one) => one.state === "submitted");
  const rejected = menu.versions[0]?.state === "rejected" ? menu.versions[0] : undefined;
  const buttons = typed ?? startOf(menu);
  const world = useMemo(
    () =>
      choices
        ? {
            items: new Set(choices.items.map((one) => one.code)),
            entries: new Set(choices.entries.map((one) => one.id)),
          }
        : {},
    [choices],
  );
  const flaws = useMemo(() => flawsOfMenu(buttons, world), [buttons, world]);
  const stops = stopsOf(flaws).length;
  const seen = looking === null ? null : menu.versions.find((one) => one.version === looking);

  const change = (next: MenuDraft) => {
    setTyped(next);
    setLooking(null);
  };
  async function save(): Promise<MenuVersionView | undefined> {
    const answer = await act(
      ask(menuRoutes.save, { id: menu.id, revision: draft?.revision ?? 0, buttons, note: draft?.note ?? "" }),
    );
    if (!answer.ok) {
      setTrouble(sentence(answer.error));
      return undefined;
    }
    setTrouble(null);
    setTyped(null);
    return answer.value.versions.find((one) => one.state === "draft");
  }
  async function submit(): Promise<void> {
    const kept = typed ? await save() : draft;
    if (kept) setAsking({ what: "submit", version: kept.version, revision: kept.revision });
  }
  async function discard(): Promise<void> {
    if (draft) {
      const answer = await act(
        ask(menuRoutes.discard, { id: menu.id, version: draft.version, revision: draft.revision }),
      );
      if (!answer.ok) return setTrouble(sentence(answer.error));
    }
    setTyped(null);
    setTrouble(null);
    setSpot(null);
  }
  const does = async (doing: Parameters<Act>[0]) => {
    const answer = await act(doing);
    setTrouble(answer.ok ? null : sentence(answer.error));
  };

  return (
    <div className="menu-bench">
      <section className="menu-edit" aria-label="编辑菜单">
        {submitted && (
          <div className="menu-wait" data-test="menu-submitted">
            <p>
              <b>第 {submitted.version} 版在等审核</b> {submitted.author} · {timeWords(submitted.at, now)}
              {submitted.note && <span>：{submitted.note}</span>}
            </p>
            <div>
              <Button size="small" onClick={() => setLooking(submitted.version)} data-test="menu-look-submitted">
                在手机上看
              </Button>
              {submitted.mine ? (
                <>
                  <Button
                    size="small"
                    onClick={() => void does(ask(menuRoutes.recall, { id: menu.id, version: submitted.version }))}
                    data-test="menu-recall"
                  >
                    撤回
                  </Button>
                  <small>您参与了这一版，要请另一位同事审核</small>
                </>
              ) : (
                <>
                  <Button
                    size="small"
                    type="primary"
                    onClick={() => setAsking({ what: "approve", version: submitted })}
                    data-test="menu-approve"
                  >
                    批准并发布
                  </Button>
                  <Button
                    size="small"
                    danger
                    onClick={() => setAsking({ what: "reject", version: submitted })}
                    data-test="menu-reject"
                  >
                    退回
                  </Button>
                </>
              )}
            </div>
          </div>
        )}
        {rejected && !draft && (
          <div className="menu-wait bad">
            <p>
              <b>
                第 {rejected.version} 版被{rejected.decidedBy}退回
              </b>
              ：{rejected.decidedNote}
            </p>
            <div>
              <Button size="small" onClick={() => change(rejected.buttons)} data-test="menu-take-rejected">
                在这一版上改
              </Button>
            </div>
          </div>
        )}
        <div className="menu-edit-head">
          <h2>{typed ? "改动还没保存" : titleOf(draft, submitted, menu)}</h2>
          <Segmented
            size="small"
            value={days}
            options={[
              { value: "7", label: "7 天点击" },
              { value: "30", label: "30 天点击" },
            ]}
            onChange={(value) => showDays(value === "30" ? "30" : "7")}
            data-test="menu-days"
          />
        </div>
        <Editor
          menu={buttons}
          flaws={flaws}
          choices={choices}
          clicks={clicks}
          spot={spot}
          choose={setSpot}
          change={change}
          newKey={() => freshKey([buttons, ...menu.versions.map((one) => one.buttons)].flatMap(keysOf))}
        />
        {trouble && (
          <p className="menu-flaw stop" role="alert">
            {trouble}
          </p>
        )}
        <div className="menu-acts">
          <Button
            type="primary"
            disabled={stops > 0 || submitted !== undefined || (!typed && !draft)}
            loading={busy}
            onClick={() => void submit()}
            data-test="menu-submit"
          >
            提交审核
          </Button>
          <Button disabled={!typed} loading={busy} onClick={() => void save()} data-test="menu-save">
            存草稿
          </Button>
          {(typed || draft) && (
            <Button type="text" danger onClick={() => void discard()} data-test="menu-discard">
              {draft ? "放弃草稿" : "放弃改动"}
            </Button>
          )}
          {menu.tag && menu.published !== null && (
            <Button type="text" danger onClick={() => setAsking({ what: "withdraw" })} data-test="menu-withdraw">
              撤下菜单
            </Button>
          )}
          {stops > 0 && <small>还有 {stops} 处要改才能提交，草稿随时能存</small>}
        </div>
      </section>

      <section className="menu-show" aria-label="预览">
        {seen && (
          <p className="menu-seen">
            这是第 {seen.version} 版{" "}
            <Button size="small" type="link" onClick={() => setLooking(null)}>
              看草稿
            </Button>
          </p>
        )}
        <Phone menu={seen ? seen.buttons : buttons} spot={spot} choose={setSpot} choices={choices} />
      </section>

      <section className="menu-past" aria-label="版本">
        <h2>版本</h2>
        <Versions
          menu={menu}
          looking={looking}
          look={setLooking}
          restore={(version) => setAsking({ what: "restore", version })}
        />
      </section>
      {asking && (
        <Ask
          menu={menu}
          asking={asking}
          act={act}
          close={() => setAsking(null)}
          done={(what) => {
            setAsking(null);
            setTrouble(null);
            setLooking(null);
            void message.success(doneWords[what]);
          }}
        />
      )}
    </div>
  );
}
