/** Behind the plus: a file, or a card that the server fills in from what it knows. */
import { PlusOutlined } from "@ant-design/icons";
import { stateName } from "@wsi/shared/case";
import { citizen, staff, type ConversationView, type ItemCard, type Sendable } from "@wsi/shared/contract";
import { App as AntApp, Button, Dropdown, Form, Modal, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { sentence } from "../../client.ts";
import { useSession } from "../../session.tsx";
import { newKey } from "../new-key.ts";
import { required, TimeFields } from "./time-fields.tsx";

type CardKind = "item-card" | "case-card" | "appointment-card" | "mini-card";
const titles: Record<CardKind, string> = {
  "item-card": "发事项卡",
  "case-card": "发办件卡",
  "appointment-card": "发预约卡",
  "mini-card": "发小程序页面",
};
/** The pages a citizen is most often sent to. */
const pages = [
  { value: "cases/list/index", label: "我的办件" },
  { value: "lookups/payments/index", label: "查缴费" },
  { value: "lookups/enrolments/index", label: "查参保" },
  { value: "me/notices/index", label: "我的消息" },
  { value: "me/bind/index", label: "绑定社保账户" },
  { value: "me/mandates/index", label: "授权管理" },
  { value: "pages/find/index", label: "找事项" },
];
interface Filled {
  code?: string;
  case?: string;
  window?: string;
  day?: string;
  from?: string;
  path?: string;
}

function cardOf(kind: CardKind, given: Filled): Sendable | null {
  if (kind === "item-card") return given.code ? { kind, code: given.code } : null;
  if (kind === "case-card") return given.case ? { kind, case: given.case } : null;
  if (kind === "mini-card") {
    const page = pages.find((one) => one.value === given.path);
    return page ? { kind, path: page.value, title: page.label } : null;
  }
  const { window, day, from } = given;
  return window && day && from ? { kind, window, day, from } : null;
}

/** What is open for the citizen; empty when they are not bound. */
const casesOf = (talk: ConversationView) => talk.person?.cases ?? [];

function useItems(wanted: boolean): readonly ItemCard[] {
  const { ask } = useSession();
  const [items, setItems] = useState<readonly ItemCard[]>([]);
  useEffect(() => {
    if (wanted) void ask(citizen.items, {}).then((answer) => answer.ok && setItems(answer.value));
  }, [ask, wanted]);
  return items;
}

function CardDialog({
  kind,
  talk,
  learn,
  shut,
}: {
  kind: CardKind;
  talk: ConversationView;
  learn: (view: ConversationView) => void;
  shut: () => void;
}) {
  const { ask } = useSession();
  const [form] = Form.useForm<Filled>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const items = useItems(kind === "item-card");
  const key = useRef(newKey());
  const send = async (given: Filled) => {
    const attach = cardOf(kind, given);
    if (!attach) return;
    setBusy(true);
    const answer = await ask(staff.say, { id: talk.id, key: key.current, attach });
    setBusy(false);
    if (!answer.ok) return setProblem(sentence(answer.error));
    learn(answer.value);
    shut();
  };
  return (
    <Modal
      open
      title={titles[kind]}
      okText="发送"
      cancelText="取消"
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={shut}
    >
      <Form form={form} layout="vertical" onFinish={(given) => void send(given)} data-test={`form-${kind}`}>
        {kind === "item-card" && (
          <Form.Item name="code" label="事项" rules={required("请选择事项")}>
            <Select
              autoFocus
              showSearch
              placeholder="输入名称查找"
              filterOption={(words, option) => String(option?.["data-words"] ?? "").includes(words.trim())}
              options={items.map((one) => ({
                value: one.code,
                label: one.name,
                "data-words": [one.name, ...one.aliases, one.summary].join(" "),
              }))}
            />
          </Form.Item>
        )}
        {kind === "case-card" && (
          <Form.Item name="case" label="办件" rules={required("请选择办件")}>
            <Select
              autoFocus
              placeholder="市民点一下就看到进度"
              options={casesOf(talk).map((one) => ({
                value: one.id,
                label: `${one.item.name}（${stateName[one.state]}）${one.number ?? ""}`,
              }))}
            />
          </Form.Item>
        )}
        {kind === "mini-card" && (
          <Form.Item name="path" label="页面" rules={required("请选择页面")}>
            <Select autoFocus options={pages} placeholder="市民点一下就打开" />
          </Form.Item>
        )}
        {kind === "appointment-card" && <TimeFields />}
        {problem !== null && (
          <p className="fate bad" role="alert">
            没有发出：{problem}
          </p>
        )}
      </Form>
    </Modal>
  );
}

export function MoreMenu({
  talk,
  shut,
  choose,
  findAnswer,
  learn,
}: {
  talk: ConversationView;
  /** WeChat lets nothing more through. */
  shut: boolean;
  choose: (files: readonly File[]) => void;
  findAnswer: () => void;
  learn: (view: ConversationView) => void;
}) {
  const { message } = AntApp.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<CardKind | null>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept="image/jpeg,image/png,image/webp,application/pdf,audio/mpeg,audio/amr,audio/mp4"
        onChange={({ target }) => {
          choose(Array.from(target.files ?? []));
          target.value = "";
        }}
        data-test="attach-input"
      />
      <Dropdown
        trigger={["click"]}
        placement="topLeft"
        menu={{
          items: [
            { key: "file", label: "图片或文件…" },
            { key: "answer", label: "知识库答案（??）" },
            { key: "item-card", label: "事项卡…" },
            ...(casesOf(talk).length > 0 ? [{ key: "case-card", label: "办件卡…" }] : []),
            { key: "appointment-card", label: "预约卡…" },
            { key: "mini-card", label: "小程序页面…" },
          ],
          onClick({ key }) {
            if (key === "file") input.current?.click();
            else if (key === "answer") findAnswer();
            else if (shut) void message.info("微信回复次数已用完，市民再留言后才能发");
            else setKind(key as CardKind);
          },
        }}
      >
        <Button icon={<PlusOutlined />} aria-label="发图片、文件或卡片" data-test="more" />
      </Dropdown>
      {kind !== null && <CardDialog kind={kind} talk={talk} learn={learn} shut={() => setKind(null)} />}
    </>
  );
}
