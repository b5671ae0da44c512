import {
  fillReply,
  replyVariables,
  rosterRoutes,
  strangeVariables,
  type ReplyScope,
  type ReplyVariable,
  type ReplyView,
} from "@wsi/shared/contract";
import { Button, Input, Radio, Select } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useRef, useState } from "react";
import { Labelled } from "../labelled.tsx";
import { useSession } from "../session.tsx";
import { SaveDialog, useSaving } from "./save-dialog.tsx";

/** Somebody invented, to see what a reply will look like. */
const example: Record<ReplyVariable, string> = {
  市民称呼: "张女士",
  坐席: "柯福",
  事项: "失业保险金申领",
  办件编号: "2026112800017",
  办理进度: "已受理",
  小组: "失业待遇组",
  日期: "11月28日",
};

export function ReplyForm({
  of,
  groups,
  mayPublic,
  close,
  done,
}: {
  of: ReplyView | null;
  groups: readonly { id: string; name: string }[];
  mayPublic: boolean;
  close: () => void;
  done: () => void;
}) {
  const { ask, me } = useSession();
  const [scope, setScope] = useState<ReplyScope>(of?.scope ?? "private");
  const [groupId, setGroupId] = useState<string | null>(of?.group?.id ?? groups[0]?.id ?? null);
  const [title, setTitle] = useState(of?.title ?? "");
  const [text, setText] = useState(of?.text ?? "");
  const field = useRef<TextAreaRef>(null);
  const strange = strangeVariables(text);
  const put = (name: string) => {
    const area = field.current?.resizableTextArea?.textArea;
    const from = area?.selectionStart ?? text.length;
    const to = area?.selectionEnd ?? text.length;
    setText(`${text.slice(0, from)}{${name}}${text.slice(to)}`);
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(from + name.length + 2, from + name.length + 2);
    });
  };
  const draft = { scope, groupId: scope === "group" ? groupId : null, title, text };
  const saving = useSaving(
    () => (of ? ask(rosterRoutes.changeReply, { id: of.id, ...draft }) : ask(rosterRoutes.addReply, draft)),
    done,
  );
  return (
    <SaveDialog
      title={of ? "修改常用语" : "新建常用语"}
      saving={saving}
      width={680}
      ready={strange.length === 0}
      test="reply-save"
      close={close}
    >
      <div className="kb-field" role="group" aria-label="给谁用">
        <span>给谁用</span>
        <Radio.Group
          value={scope}
          onChange={(event) => setScope(event.target.value)}
          options={[
            { value: "private", label: "只有我" },
            { value: "group", label: "一个小组", disabled: groups.length === 0 },
            { value: "public", label: "所有人", disabled: !mayPublic },
          ]}
        />
        {scope === "group" && (
          <Select
            value={groupId}
            aria-label="哪个小组"
            options={groups.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(chosen: string) => setGroupId(chosen)}
          />
        )}
      </div>
      <Labelled label="标题" hint="打 / 后先找它">
        <Input
          value={title}
          maxLength={30}
          autoFocus
          onChange={(event) => setTitle(event.target.value)}
          data-test="reply-title"
        />
      </Labelled>
      <Labelled label="内容" problem={strange.length > 0 ? `不认识 {${strange[0]}}，请从下面选` : undefined}>
        <Input.TextArea
          ref={field}
          rows={5}
          value={text}
          maxLength={600}
          showCount
          onChange={(event) => setText(event.target.value)}
          data-test="reply-text"
        />
      </Labelled>
      <div className="office-vars">
        <span>插入：</span>
        {(Object.keys(replyVariables) as ReplyVariable[]).map((name) => (
          <Button key={name} size="small" title={replyVariables[name]} onClick={() => put(name)}>
            {name}
          </Button>
        ))}
      </div>
      {text.includes("{") && (
        <div className="kb-field">
          <span>
            发出时像这样<small>变量由打开的会话填；填不上的会提醒您补</small>
          </span>
          <p className="kb-bubble">{fillReply(text, { ...example, 坐席: me.name.replace(/^.*·/, "") }).text}</p>
        </div>
      )}
    </SaveDialog>
  );
}
