import { PlusOutlined } from "@ant-design/icons";
import { menuRoutes, type MenuCard, type MenuView } from "@wsi/shared/contract";
import { Button, Modal, Select } from "antd";
import { useState } from "react";
import { timeWords } from "../beijing.ts";
import { sentence } from "../client.ts";
import { go } from "../place.ts";
import { useNow, useSession } from "../session.tsx";
import { Failed, Loading } from "../states.tsx";
import { useAsked, useMenu } from "./use-menu.ts";
import { Workbench } from "./workbench.tsx";
import "./menus.css";

const titleOf = (menu: Pick<MenuCard, "tag">) => (menu.tag === null ? "默认菜单" : menu.tag.name);

/** 菜单: the default one and those for followers of a tag, each with its draft, its preview and its past. */
export default function MenusRoom({ id }: { id: string | null }) {
  const { got, reload } = useAsked(menuRoutes.list, {});
  const [adding, setAdding] = useState(false);
  const open = id ?? "default";
  if (got.is === "asking") return <Loading rows={10} />;
  if (got.is === "failed") return <Failed message={got.message} retry={reload} />;
  return (
    <div className="menus">
      <header className="menus-head">
        <nav aria-label="哪个菜单">
          {got.value.map((one) => (
            <a
              key={one.id}
              href={`#/menus/${one.id}`}
              className={one.id === open ? "on" : ""}
              aria-current={one.id === open ? "page" : undefined}
              data-test={`menu-tab-${one.id}`}
            >
              {titleOf(one)}
              {one.submitted && <b>等审核</b>}
              {one.delivery?.state === "failed" && <b className="bad">没发成</b>}
            </a>
          ))}
        </nav>
        <Button type="text" icon={<PlusOutlined />} onClick={() => setAdding(true)} data-test="menu-add-tag">
          按标签的菜单
        </Button>
      </header>
      <One key={open} id={open} changed={reload} />
      {adding && (
        <TagChooser
          taken={got.value.flatMap((one) => (one.tag ? [one.tag.id] : []))}
          close={() => setAdding(false)}
          made={(menu) => {
            setAdding(false);
            reload();
            go("menus", menu.id);
          }}
        />
      )}
    </div>
  );
}

function One({ id, changed }: { id: string; changed(): void }) {
  const { got, busy, act, reload } = useMenu(id);
  const choices = useAsked(menuRoutes.choices, {});
  const [days, setDays] = useState<"7" | "30">("7");
  const clicks = useAsked(menuRoutes.clicks, { id, days });
  if (got.is === "asking") return <Loading rows={10} />;
  if (got.is === "failed") return <Failed message={got.message} retry={() => void reload()} />;
  return (
    <>
      <Delivery menu={got.value} act={act} />
      {choices.got.is === "failed" && (
        <p className="strip warn">
          可选的条目和事项没有加载成功：{choices.got.message}{" "}
          <Button size="small" onClick={choices.reload}>
            重试
          </Button>
        </p>
      )}
      <Workbench
        menu={got.value}
        choices={choices.got.is === "here" ? choices.got.value : null}
        clicks={clicks.got.is === "here" ? clicks.got.value : null}
        days={days}
        showDays={setDays}
        busy={busy}
        act={async (doing) => {
          const answer = await act(doing);
          if (answer.ok) changed();
          return answer;
        }}
      />
    </>
  );
}

/** What became of the published version at WeChat. */
function Delivery({ menu, act }: { menu: MenuView; act: ReturnType<typeof useMenu>["act"] }) {
  const { ask } = useSession();
  const now = useNow(60);
  const [trouble, setTrouble] = useState<string | null>(null);
  const { delivery } = menu;
  const published = menu.versions.find((one) => one.state === "published");
  if (!delivery || !published) return <p className="strip">还没有发布过。改好后提交，另一位同事批准就发布。</p>;
  const what = published.origin === "withdrawal" ? "撤下" : `第 ${published.version} 版`;
  if (delivery.state === "waiting")
    return (
      <p className="strip" role="status" data-test="menu-delivery">
        {what}正在发到微信……
      </p>
    );
  if (delivery.state === "sent")
    return (
      <p className="strip good" role="status" data-test="menu-delivery">
        {what}已在微信生效 · {timeWords(delivery.at, now)}；手机上五分钟内会换成新的
      </p>
    );
  const again = async () => {
    const answer = await act(ask(menuRoutes.again, { id: menu.id, version: published.version }));
    setTrouble(answer.ok ? null : sentence(answer.error));
  };
  return (
    <p className="strip bad" role="alert" data-test="menu-delivery">
      {what}没有发到微信，关注者看到的还是上一版。{trouble ?? delivery.advice}{" "}
      <Button size="small" onClick={() => void again()} data-test="menu-again">
        再发一次
      </Button>
    </p>
  );
}

function TagChooser({ taken, close, made }: { taken: readonly number[]; close(): void; made(menu: MenuView): void }) {
  const { ask } = useSession();
  const { got } = useAsked(menuRoutes.tags, {});
  const [tag, setTag] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const free = got.is === "here" ? got.value.filter((one) => !taken.includes(one.id)) : [];
  const create = async () => {
    if (tag === null) return;
    const answer = await ask(menuRoutes.create, { tag });
    if (answer.ok) made(answer.value);
    else setTrouble(sentence(answer.error));
  };
  return (
    <Modal
      open
      title="给一类关注者另一个菜单"
      okText="建立"
      cancelText="取消"
      okButtonProps={{ disabled: tag === null, "data-test": "menu-tag-confirm" }}
      onCancel={close}
      onOk={() => void create()}
    >
      <p>带这个标签的关注者会看到它，其他人看默认菜单。一个人有几个标签时，微信用最后建的那个。</p>
      <Select
        className="menu-tag"
        value={tag}
        placeholder="选一个标签"
        aria-label="标签"
        loading={got.is === "asking"}
        options={free.map((one) => ({ value: one.id, label: `${one.name}（${one.followers} 人）` }))}
        onChange={(value: number) => setTag(value)}
        data-test="menu-tag"
      />
      {got.is === "here" && free.length === 0 && (
        <p className="menu-flaw advice">
          没有可选的标签：标签由「粉丝」里的同步自动建立，请先去同步一次；或者这些标签都有菜单了。
        </p>
      )}
      {(trouble !== null || got.is === "failed") && (
        <p className="menu-flaw stop" role="alert">
          {trouble ?? (got.is === "failed" ? got.message : "")}
        </p>
      )}
    </Modal>
  );
}
