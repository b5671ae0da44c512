import { rosterRoutes, type ReplyView } from "@wsi/shared/contract";
import { App, Button, Input, Popconfirm, Segmented } from "antd";
import { useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import { Blank, Failed, Keys, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { ReplyForm } from "./reply-form.tsx";
import { scopeName } from "./reply-scopes.ts";

const scopes = { all: "全部", ...scopeName } as const;

/** The text with its variables marked, so that one sees what will be filled in. */
const marked = (text: string) =>
  text.split(/([{｛][^{}｛｝]{1,12}[}｝])/).map((part, at) => (at % 2 === 1 ? <mark key={at}>{part}</mark> : part));

/** Canned replies: one's own, the group's, everybody's. */
export function Replies() {
  const { ask } = useSession();
  const { message } = App.useApp();
  const list = useAsked(rosterRoutes.replies, {});
  const [scope, setScope] = useState<keyof typeof scopes>("all");
  const [wanted, setWanted] = useState("");
  const [form, setForm] = useState<ReplyView | "new" | null>(null);
  if (list.trouble && !list.value) return <Failed message={list.trouble} retry={list.reload} />;
  if (!list.value) return <Loading />;
  const { replies, groups, mayPublic } = list.value;
  const words = wanted.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const shown = replies.filter(
    (one) =>
      (scope === "all" || one.scope === scope) &&
      words.every((word) => `${one.title} ${one.text}`.toLowerCase().includes(word)),
  );
  const remove = async (one: ReplyView) => {
    const answer = await ask(rosterRoutes.removeReply, { id: one.id });
    if (!answer.ok) void message.error(sentence(answer.error));
    list.reload();
  };
  return (
    <div className="office-page">
      <header className="office-head">
        <h1>常用语</h1>
        <Segmented
          value={scope}
          options={(Object.keys(scopes) as (keyof typeof scopes)[]).map((one) => ({ value: one, label: scopes[one] }))}
          onChange={setScope}
        />
        <Input.Search
          allowClear
          placeholder="找标题或内容"
          aria-label="找常用语"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <Button type="primary" onClick={() => setForm("new")} data-test="reply-new">
          新建常用语
        </Button>
      </header>
      <p className="kb-lead">
        在会话里打 <Keys keys={["/"]} /> 就能找；自己的排在前面，其次小组的、公用的，用得多的靠前。
      </p>
      {shown.length === 0 ? (
        replies.length === 0 ? (
          <Blank title="还没有常用语" text="把每天都要打的话存成一条，比如问候、需要的材料、结束语。">
            <Button onClick={() => setForm("new")}>写第一条</Button>
          </Blank>
        ) : (
          <Blank title="没有找到" text="换个词，或看看「全部」。" />
        )
      ) : (
        <ul className="office-replies" data-test="replies">
          {shown.map((one) => (
            <li key={one.id} className="own-card">
              <header>
                <b>{one.title}</b>
                <i className={one.scope}>{one.group ? one.group.name : scopeName[one.scope]}</i>
                <small className="push">
                  用过 {one.used} 次{one.scope === "private" ? "" : `，${one.by} 写`}
                </small>
                {one.mine && (
                  <>
                    <Button size="small" onClick={() => setForm(one)}>
                      修改
                    </Button>
                    <Popconfirm title="删去这条？" okText="删去" cancelText="再想想" onConfirm={() => void remove(one)}>
                      <Button size="small" type="text" danger>
                        删去
                      </Button>
                    </Popconfirm>
                  </>
                )}
              </header>
              <p>{marked(one.text)}</p>
            </li>
          ))}
        </ul>
      )}
      {form !== null && (
        <ReplyForm
          of={form === "new" ? null : form}
          groups={groups.filter((one) => one.mine)}
          mayPublic={mayPublic}
          close={() => setForm(null)}
          done={() => {
            setForm(null);
            list.reload();
          }}
        />
      )}
    </div>
  );
}
