import {
  botKeys,
  bytesOf,
  menuLimits,
  menuPages,
  widthOf,
  type MenuAction,
  type MenuChoices,
  type MenuFlaw,
  type MenuItem,
  type MenuKind,
  type PhotoSource,
} from "@wsi/shared/contract";
import { Input, Segmented, Select } from "antd";
import type { ReactNode } from "react";
import { asKind } from "./tree.ts";

export const kindName: Record<MenuKind, string> = {
  click: "回答问题",
  open: "打开小程序",
  url: "打开网页",
  place: "选位置",
  scan: "扫一扫",
  photo: "发照片",
  group: "子菜单",
};

export const photoSourceName: Record<PhotoSource, string> = {
  choice: "拍照或从相册选",
  camera: "只能拍照",
  album: "从相册选",
};

/** 还可 2 字, 正好, 超出 1 字; halves are Latin letters. */
export function leftWords(left: number, unit: string): string {
  if (left === 0) return "正好";
  return left > 0 ? `还可 ${left} ${unit}` : `超出 ${-left} ${unit}`;
}

function Field({
  label,
  count,
  flaws,
  children,
}: {
  label: string;
  count?: string;
  flaws: readonly MenuFlaw[];
  children?: ReactNode;
}) {
  return (
    <div className="menu-field">
      <span className="menu-label">
        {label}
        {count !== undefined && <small>{count}</small>}
      </span>
      {children}
      {flaws.map((one) => (
        <p key={one.message} className={`menu-flaw ${one.weight}`} role={one.weight === "stop" ? "alert" : "status"}>
          {one.message}
        </p>
      ))}
    </div>
  );
}

interface FieldsProps {
  item: MenuItem;
  inside: boolean;
  /** Only of this button, their paths cut to the field. */
  flaws: readonly MenuFlaw[];
  choices: MenuChoices | null;
  newKey(): string;
  change(item: MenuItem): void;
}

export function Fields({ item, inside, flaws, choices, newKey, change }: FieldsProps) {
  const of = (field: string) => flaws.filter((one) => one.path === field);
  const limit = inside ? menuLimits.name.sub : menuLimits.name.top;
  const acts: MenuKind[] = ["click", "open", "url", "place", "scan", "photo"];
  const kinds: MenuKind[] = inside ? acts : ["group", ...acts];
  return (
    <div className="menu-fields">
      <Field label="名字" count={leftWords(limit.width - widthOf(item.name), "字")} flaws={of("name")}>
        <Input
          value={item.name}
          status={of("name").some((one) => one.weight === "stop") ? "error" : ""}
          aria-label="名字"
          onChange={(event) => change({ ...item, name: event.target.value })}
          data-test="menu-name"
        />
      </Field>
      {item.kind === "group" && item.buttons.length > 0 ? (
        <Field label="点了以后打开子菜单；要改成直接的按钮，先删掉下面的子按钮" flaws={of("buttons")} />
      ) : (
        <Field label="点了以后" flaws={of("buttons")}>
          <Segmented
            className="menu-kinds"
            value={item.kind}
            options={kinds.map((kind) => ({ value: kind, label: kindName[kind] }))}
            onChange={(kind) => change(asKind(item, kind, newKey()))}
            data-test="menu-kind"
          />
        </Field>
      )}
      {item.kind !== "group" && <ActionFields item={item} of={of} choices={choices} change={change} />}
    </div>
  );
}

interface ActionProps {
  item: MenuAction;
  of(field: string): MenuFlaw[];
  choices: MenuChoices | null;
  change(item: MenuItem): void;
}

function ActionFields({ item, of, choices, change }: ActionProps) {
  if (item.kind === "url")
    return (
      <Field label="网址" count={leftWords(menuLimits.urlBytes - bytesOf(item.url), "字节")} flaws={of("url")}>
        <Input
          value={item.url}
          placeholder="https://"
          aria-label="网址"
          onChange={(event) => change({ ...item, url: event.target.value.trim() })}
          data-test="menu-url"
        />
      </Field>
    );
  if (item.kind === "open") {
    const [where = "", query = ""] = item.page.split("?");
    const code = new URLSearchParams(query).get("code");
    const needs = menuPages.find((one) => one.path === where)?.needs !== undefined;
    return (
      <Field label="小程序页面" flaws={of("page")}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          value={where || null}
          placeholder="选一个页面"
          aria-label="小程序页面"
          options={menuPages.map((one) => ({ value: one.path, label: one.name }))}
          onChange={(page: string) => change({ ...item, page })}
          data-test="menu-page"
        />
        {needs && (
          <Select
            showSearch={{ optionFilterProp: "label" }}
            value={code}
            placeholder="选一个事项"
            aria-label="事项"
            options={(choices?.items ?? []).map((one) => ({ value: one.code, label: one.name }))}
            onChange={(chosen: string) => change({ ...item, page: `${where}?code=${encodeURIComponent(chosen)}` })}
            data-test="menu-item"
          />
        )}
      </Field>
    );
  }
  const key = (
    <Field label="标识" count={leftWords(menuLimits.keyBytes - bytesOf(item.key), "字节")} flaws={of("key")}>
      <Input
        value={item.key}
        aria-label="标识"
        onChange={(event) => change({ ...item, key: event.target.value.trim() })}
        data-test="menu-key"
      />
    </Field>
  );
  if (item.kind === "place") return key;
  if (item.kind === "scan")
    return (
      <>
        <Field label="扫到以后" flaws={[]}>
          <Segmented
            className="menu-kinds"
            value={item.answered ? "answered" : "shown"}
            options={[
              { value: "answered", label: "由机器人回答" },
              { value: "shown", label: "微信先打开扫到的网页" },
            ]}
            onChange={(how) => change({ ...item, answered: how === "answered" })}
            data-test="menu-scan"
          />
          <small>扫参保证明上的码，机器人当场说真假；别家的码，提醒对方当心。</small>
        </Field>
        {key}
      </>
    );
  if (item.kind === "photo")
    return (
      <>
        <Field label="照片从哪来" flaws={[]}>
          <Segmented
            className="menu-kinds"
            value={item.from}
            options={(Object.keys(photoSourceName) as PhotoSource[]).map((value) => ({
              value,
              label: photoSourceName[value],
            }))}
            onChange={(from) => change({ ...item, from })}
            data-test="menu-photo"
          />
          <small>机器人看不懂照片，会问要不要转人工；转了，照片一起交给客服。</small>
        </Field>
        {key}
      </>
    );
  return (
    <>
      <AnswerFields item={item} of={of} choices={choices} change={change} />
      {key}
    </>
  );
}

function AnswerFields({ item, of, choices, change }: ActionProps & { item: MenuAction & { kind: "click" } }) {
  const { answer } = item;
  const how = answer === null ? "bot" : "say" in answer ? "say" : "dialogue" in answer ? "dialogue" : "entries";
  const ways = [
    { value: "entries", label: "知识库条目" },
    { value: "say", label: "一段话" },
    ...((choices?.dialogues.length ?? 0) > 0 || how === "dialogue" ? [{ value: "dialogue", label: "菜单问答" }] : []),
    { value: "bot", label: "机器人自带" },
  ];
  const choose = (way: string) => {
    if (way === how) return;
    if (way === "bot") change({ ...item, key: botKeys[0]?.key ?? item.key, answer: null });
    else if (way === "say") change({ ...item, answer: { say: "" } });
    else change({ ...item, answer: way === "dialogue" ? { dialogue: "" } : { entries: [] } });
  };
  const say = answer !== null && "say" in answer ? answer.say : null;
  return (
    <Field
      label="回答什么"
      flaws={of("answer")}
      {...(say === null ? {} : { count: leftWords(menuLimits.say - say.length, "字") })}
    >
      <Segmented className="menu-kinds" value={how} options={ways} onChange={choose} data-test="menu-answer-kind" />
      {answer === null && (
        <Select
          value={botKeys.some((one) => one.key === item.key) ? item.key : null}
          aria-label="机器人自带的回答"
          options={botKeys.map((one) => ({ value: one.key, label: one.name }))}
          onChange={(key: string) => change({ ...item, key })}
          data-test="menu-bot-key"
        />
      )}
      {answer !== null && "entries" in answer && (
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          value={answer.entries}
          placeholder="搜问题；选一个直接回答，选几个让对方挑"
          aria-label="知识库条目"
          options={(choices?.entries ?? []).map((one) => ({ value: one.id, label: one.question }))}
          onChange={(entries: string[]) => change({ ...item, answer: { entries } })}
          data-test="menu-entries"
        />
      )}
      {say !== null && (
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={say}
          aria-label="要回答的话"
          onChange={(event) => change({ ...item, answer: { say: event.target.value } })}
          data-test="menu-say"
        />
      )}
      {answer !== null && "dialogue" in answer && (
        <Select
          value={answer.dialogue || null}
          placeholder="选一个菜单问答"
          aria-label="菜单问答"
          options={(choices?.dialogues ?? []).map((one) => ({ value: one.id, label: one.name }))}
          onChange={(dialogue: string) => change({ ...item, answer: { dialogue } })}
          data-test="menu-dialogue"
        />
      )}
    </Field>
  );
}
