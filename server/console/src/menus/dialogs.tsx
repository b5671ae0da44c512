import { menuRoutes, type MenuView, type MenuVersionView } from "@wsi/shared/contract";
import { Input, Modal } from "antd";
import { useState } from "react";
import { sentence, type Answer } from "../client.ts";
import { useSession } from "../session.tsx";
import { differenceOf, type Change } from "./difference.ts";
import type { Act } from "./use-menu.ts";

export type Asking =
  | { what: "submit"; version: number; revision: number }
  | { what: "approve" | "reject" | "restore"; version: MenuVersionView }
  | { what: "withdraw" };

const sign: Record<Change["what"], string> = {
  added: "新增",
  removed: "删去",
  renamed: "改名",
  moved: "移动",
  changed: "改动",
};

/** What changes for followers, one line each. */
export function Difference({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p className="menu-same">和现在发布的一样</p>;
  return (
    <ul className="menu-diff" data-test="menu-diff">
      {changes.map((one) => (
        <li key={one.text} className={one.what}>
          <b>{sign[one.what]}</b>
          <span>{one.text.replace(/^(新增|删去)/, "")}</span>
        </li>
      ))}
    </ul>
  );
}

const words: Record<Asking["what"], { title: string; ok: string; ask: string; must: boolean; danger: boolean }> = {
  submit: { title: "提交审核", ok: "提交", ask: "这次改了什么、为什么", must: true, danger: false },
  approve: { title: "批准并发布", ok: "批准并发布", ask: "审核意见（可不填）", must: false, danger: false },
  reject: { title: "退回", ok: "退回", ask: "哪里要改，对方会看到", must: true, danger: true },
  restore: { title: "恢复这一版", ok: "提交恢复", ask: "为什么要恢复", must: true, danger: false },
  withdraw: { title: "撤下这个菜单", ok: "提交撤下", ask: "为什么要撤下", must: true, danger: true },
};

const explained: Record<Asking["what"], string> = {
  submit: "提交后由另一位运营或主管审核，您自己不能批准。审核前可以撤回。",
  approve: "批准后马上发到微信，关注者五分钟内会看到新菜单。",
  reject: "退回后对方可以照着改，再提交一次。",
  restore:
    "不用重新起草：旧版本会原样成为新的一版。它同样会换掉所有人看到的菜单，所以也要另一位同事批准才发布，并留下记录。",
  withdraw: "批准后，带这个标签的关注者改看默认菜单。撤下也要另一位同事批准。",
};

export function Ask({
  menu,
  asking,
  act,
  close,
  done,
}: {
  menu: MenuView;
  asking: Asking;
  act: Act;
  close(): void;
  done(what: Asking["what"]): void;
}) {
  const { ask } = useSession();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const word = words[asking.what];
  const said = text.trim();
  const send = (): Promise<Answer<MenuView>> => {
    const { id } = menu;
    switch (asking.what) {
      case "submit":
        return ask(menuRoutes.submit, { id, version: asking.version, revision: asking.revision, note: said });
      case "approve":
        return ask(menuRoutes.approve, { id, version: asking.version.version, note: said });
      case "reject":
        return ask(menuRoutes.reject, { id, version: asking.version.version, because: said });
      case "restore":
        return ask(menuRoutes.restore, { id, version: asking.version.version, because: said });
      case "withdraw":
        return ask(menuRoutes.withdraw, { id, because: said });
    }
  };
  const go = async () => {
    setBusy(true);
    const answer = await act(send());
    setBusy(false);
    if (answer.ok) return done(asking.what);
    const places = answer.error.problems?.map((one) => one.message).join("；");
    setTrouble(sentence(answer.error) + (places ? `：${places}` : ""));
  };
  const published = menu.versions.find((one) => one.state === "published")?.buttons ?? [];
  const shown =
    asking.what === "withdraw"
      ? []
      : asking.what === "submit"
        ? (menu.versions.find((one) => one.version === asking.version)?.buttons ?? [])
        : asking.version.buttons;
  return (
    <Modal
      open
      title={word.title}
      okText={word.ok}
      cancelText="再看看"
      okButtonProps={{ danger: word.danger, disabled: word.must && said === "", "data-test": "menu-confirm" }}
      confirmLoading={busy}
      onCancel={close}
      onOk={() => void go()}
    >
      <p>{explained[asking.what]}</p>
      {asking.what !== "reject" && <Difference changes={differenceOf(published, shown)} />}
      <label className="menu-ask">
        <span>{word.ask}</span>
        <Input.TextArea
          rows={2}
          maxLength={200}
          value={text}
          autoFocus
          onChange={(event) => setText(event.target.value)}
          data-test="menu-because"
        />
      </label>
      {trouble && (
        <p className="menu-flaw stop" role="alert">
          {trouble}
        </p>
      )}
    </Modal>
  );
}
