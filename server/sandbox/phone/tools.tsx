import { useEffect, useState, type ReactNode } from "react";
import type { Act } from "./act.ts";
import { sandbox, type Place, type ScannableCode, type TemplateOffer } from "./client.ts";
import { Panel } from "./panel.tsx";

/** Where a menu button stands. */
export interface At {
  button: number;
  sub: number | undefined;
}
/** What is open over the chat: something of the phone's own, or what a menu button asked for. */
export type Tool = { kind: "scan-code" | "subscribe" | "voice" } | ({ kind: "scanner" | "pictures" | "map" } & At);

export interface ToolProps {
  tool: Tool;
  /** Whose phone it is. */
  id: string;
  act: Act;
  openPage(url: string): void;
  onClose(): void;
}

/** One panel for each tool; each closes when it is done. */
export function ToolPanel({ tool, ...props }: ToolProps) {
  switch (tool.kind) {
    case "scan-code":
      return <ScanCode {...props} />;
    case "subscribe":
      return <Subscribe {...props} />;
    case "voice":
      return <Voice {...props} />;
    case "scanner":
      return <Scanner at={tool} {...props} />;
    case "pictures":
      return <Pictures at={tool} {...props} />;
    case "map":
      return <PlaceMap at={tool} {...props} />;
  }
}
type Props = Omit<ToolProps, "tool">;

/** Answers undefined until the sandbox has. */
function useRead<T>(read: () => Promise<T>): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => void read().then(setValue, () => undefined), [read]);
  return value;
}

interface ChoiceProps<T> {
  legend: string;
  values: readonly T[];
  chosen: T | undefined;
  choose(value: T): void;
  keyOf(value: T): string;
  show(value: T): ReactNode;
}
function Choice<T>({ legend, values, chosen, choose, keyOf, show }: ChoiceProps<T>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {values.map((value) => (
        <label key={keyOf(value)}>
          <input type="radio" checked={value === chosen} onChange={() => choose(value)} />
          <span>{show(value)}</span>
        </label>
      ))}
    </fieldset>
  );
}

const lifeOf = (code: ScannableCode): string =>
  code.until === null ? "长期有效" : `到 ${new Date(code.until).toLocaleString("zh-CN")} 为止`;

const codeLabel = (code: ScannableCode) => (
  <>
    <img src={`/cgi-bin/showqrcode?ticket=${encodeURIComponent(code.ticket)}`} alt="" />
    <b>场景 {code.scene}</b>
    <small>{lifeOf(code)}</small>
  </>
);

/** Scans one of the account's QR codes: who does not follow yet follows by it. */
function ScanCode({ id, act, onClose }: Props) {
  const codes = useRead(sandbox.qrCodes);
  const [code, setCode] = useState<ScannableCode>();
  const [pasted, setPasted] = useState("");
  const ticket = pasted.trim() || code?.ticket || "";
  return (
    <Panel
      title="扫公众号的二维码"
      action="扫它"
      ready={ticket !== ""}
      onClose={onClose}
      onDone={() => {
        onClose();
        void act(() => sandbox.scan(id, ticket));
      }}
    >
      {codes === undefined || codes.length === 0 ? (
        <p>
          {codes === undefined ? "正在看有哪些码…" : "还没有二维码：服务端用接口 qrcode/create 生成后，就列在这里。"}
        </p>
      ) : (
        <Choice
          legend="现在能扫的"
          values={codes}
          chosen={code}
          choose={(one) => setCode(one)}
          keyOf={(one) => one.ticket}
          show={codeLabel}
        />
      )}
      <label className="panel-line">
        或者粘贴 ticket
        <input value={pasted} onChange={(event) => setPasted(event.target.value)} />
      </label>
    </Panel>
  );
}

/** The dialog that <wx-open-subscribe> opens on the account's pages: one yes or no for each template. */
function Subscribe({ id, act, onClose }: Props) {
  const offers = useRead(sandbox.subscriptionTemplates);
  const [yes, setYes] = useState<ReadonlySet<string>>(new Set());
  // Templates chosen by hand on WeChat's console are known to the account alone: by their number.
  const [byHand, setByHand] = useState("");
  const other = byHand.trim();
  const shown: readonly TemplateOffer[] = (offers ?? []).slice(0, other === "" ? 5 : 4);
  const choices = [
    ...shown.map(({ id: template }) => ({ template, accept: yes.has(template) })),
    ...(other === "" ? [] : [{ template: other, accept: true }]),
  ];
  const agreed = choices.filter((one) => one.accept).length;
  const toggle = (template: string) =>
    setYes((now) => new Set(now.has(template) ? [...now].filter((one) => one !== template) : [...now, template]));
  return (
    <Panel
      title="服务号想给您发以下通知"
      action={agreed > 0 ? `同意选中的 ${agreed} 个，其余拒绝` : "都拒绝"}
      ready={choices.length > 0}
      onClose={onClose}
      onDone={() => {
        onClose();
        void act(() => sandbox.decide(id, choices));
      }}
    >
      {shown.length === 0 ? (
        <p>{offers === undefined ? "正在看有哪些通知…" : "服务端还没有用接口 newtmpl/addtemplate 选过模板。"}</p>
      ) : (
        <fieldset>
          <legend>要收的打上钩</legend>
          {shown.map(({ id: template, title, longTerm }) => (
            <label key={template}>
              <input type="checkbox" checked={yes.has(template)} onChange={() => toggle(template)} />
              <span>
                <b>{title}</b>
                <small>{longTerm ? "长期订阅，直到您取消" : "只订这一次"}</small>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <label className="panel-line">
        还同意这一个（在公众平台上选的模板，写它的模板号）
        <input value={byHand} maxLength={64} onChange={(event) => setByHand(event.target.value)} />
      </label>
    </Panel>
  );
}

/** Speaks: the recording is a second of silence, the words are what WeChat would have understood. */
function Voice({ id, act, onClose }: Props) {
  const [said, setSaid] = useState("");
  const [recognised, setRecognised] = useState(true);
  return (
    <Panel
      title="说一段话"
      action="发送语音"
      ready={said.trim() !== ""}
      onClose={onClose}
      onDone={() => {
        onClose();
        void act(() => sandbox.speak(id, said.trim(), recognised));
      }}
    >
      <label className="panel-line">
        说的是
        <input data-test="voice-words" value={said} maxLength={500} onChange={(event) => setSaid(event.target.value)} />
      </label>
      <label className="panel-check">
        <input type="checkbox" checked={recognised} onChange={(event) => setRecognised(event.target.checked)} />
        微信把它听成文字（公众号开了语音识别）
      </label>
    </Panel>
  );
}

/** The camera that scancode_push and scancode_waitmsg open: what it reads is typed. */
function Scanner({ id, at, act, openPage, onClose }: Props & { at: At }) {
  const [text, setText] = useState("");
  return (
    <Panel
      title="扫一扫"
      action="扫到了"
      ready={text.trim() !== ""}
      onClose={onClose}
      onDone={() => {
        onClose();
        void act(async () => {
          const { open } = await sandbox.finishMenu(id, at, { kind: "scanned", text: text.trim() });
          if (open?.kind === "page") openPage(open.url);
        });
      }}
    >
      <label className="panel-line">
        码里写的是
        <input
          data-test="scanned-words"
          value={text}
          maxLength={500}
          placeholder="https://… 或者一串编号"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
    </Panel>
  );
}

/** What pic_sysphoto, pic_photo_or_album and pic_weixin open. */
function Pictures({ id, at, act, onClose }: Props & { at: At }) {
  const [file, setFile] = useState<File>();
  return (
    <Panel
      title="选一张照片"
      action="发送"
      ready={file !== undefined}
      onClose={onClose}
      onDone={() => {
        onClose();
        if (file) void act(() => sandbox.sendMenuPicture(id, at, file));
      }}
    >
      <label className="panel-line">
        JPG 或 PNG
        <input
          type="file"
          accept="image/png,image/jpeg"
          onChange={(event) => setFile(Array.from(event.target.files ?? [])[0])}
        />
      </label>
    </Panel>
  );
}

/** Public buildings that anyone may stand in front of. */
export const places: readonly [Place, ...Place[]] = [
  { latitude: 30.6614, longitude: 114.3333, label: "武汉市民之家（江岸区金桥大道 117 号）" },
  { latitude: 30.5469, longitude: 114.3037, label: "黄鹤楼公园（武昌区蛇山西山坡特 1 号）" },
  { latitude: 30.6076, longitude: 114.4244, label: "武汉站（洪山区白云路）" },
];

/** The map that location_select opens. */
function PlaceMap({ id, at, act, onClose }: Props & { at: At }) {
  const [place, setPlace] = useState<Place>(places[0]);
  return (
    <Panel
      title="选一个位置"
      action="发送位置"
      ready
      onClose={onClose}
      onDone={() => {
        onClose();
        void act(() => sandbox.finishMenu(id, at, { kind: "place", ...place }));
      }}
    >
      <Choice
        legend="附近"
        values={places}
        chosen={place}
        choose={(one) => setPlace(one)}
        keyOf={(one) => one.label}
        show={(one) => one.label}
      />
    </Panel>
  );
}
