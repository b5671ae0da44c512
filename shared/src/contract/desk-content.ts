import * as v from "valibot";

/** What can be said at the desk, both ways, besides words. `text` of a message is always its plain reading. */

const words = (max: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1, "请填写内容"), v.maxLength(max, `最多 ${max} 个字`));
const optional = (max: number) => v.optional(v.pipe(v.string(), v.maxLength(max)));

/** A file kept by us (`id`). */
export interface AttachedFile {
  id?: string | undefined;
  /** Why there is nothing to open: on its way from WeChat, not to be had there, past the days we keep files, or never given to us. */
  lack?: "coming" | "lost" | "erased" | "elsewhere" | undefined;
  name?: string | undefined;
  mime?: string | undefined;
  bytes?: number | undefined;
  seconds?: number | undefined;
}
/** By kind of message; `text` alone has nothing attached. */
export interface AttachedOf {
  text: null;
  image: AttachedFile;
  voice: AttachedFile;
  video: AttachedFile;
  file: AttachedFile;
  location: { label: string; latitude: number; longitude: number };
  link: { title: string; url: string; description?: string | undefined };
  "mini-card": { title: string; path: string };
  /** `question` of the entry as it stood. */
  answer: { entry: string; question: string };
  "item-card": { code: string; title: string };
  /** A case the citizen may see. `number` null: not submitted yet; `whom`, masked: when it is done by one for another. */
  "case-card": { case: string; title: string; number: string | null; whom: string | null };
  /** A time at a window: offered by the office, or held by the citizen. `open`: the page that books or shows it. */
  "appointment-card": { title: string; place: string; day: string; time: string; open: string };
}
export type MessageKind = keyof AttachedOf;
export const messageKinds = [
  "text",
  "image",
  "voice",
  "video",
  "file",
  "location",
  "link",
  "mini-card",
  "answer",
  "item-card",
  "case-card",
  "appointment-card",
] as const satisfies readonly MessageKind[];

const fileId = v.pipe(v.string(), v.uuid("文件编号不对"));
const caseId = v.pipe(v.string(), v.uuid("办件编号不对"));
const messageId = v.pipe(v.string(), v.uuid("消息编号不对"));
const pagePath = v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9/_-]{0,119}(\?[\w=&.%-]{0,200})?$/, "页面路径不对"));
const itemCode = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,79}$/, "事项编号不对"));
const fileOf = <const K extends string>(kind: K) =>
  v.strictObject({ kind: v.literal(kind), file: fileId, seconds: v.optional(v.pipe(v.number(), v.maxValue(600))) });

/** Something to send that is not only words. The server fills in titles and answers from what it knows: nothing can be made up. */
export const sendable = v.variant("kind", [
  fileOf("image"),
  fileOf("voice"),
  fileOf("video"),
  fileOf("file"),
  v.strictObject({
    kind: v.literal("location"),
    label: words(200),
    latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
    longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  }),
  v.strictObject({
    kind: v.literal("link"),
    title: words(100),
    url: v.pipe(v.string(), v.maxLength(500), v.regex(/^https:\/\//, "链接要以 https:// 开头"), v.url("链接不对")),
    description: optional(200),
  }),
  v.strictObject({ kind: v.literal("mini-card"), title: words(60), path: pagePath }),
  v.strictObject({ kind: v.literal("answer"), entry: v.pipe(v.string(), v.maxLength(80)) }),
  v.strictObject({ kind: v.literal("item-card"), code: itemCode }),
  /** A case 办件 of the citizen's own: becomes a page of the mini-program, named by item and state. */
  v.strictObject({ kind: v.literal("case-card"), case: v.pipe(v.string(), v.uuid("办件编号不对")) }),
  v.strictObject({
    /** A time that is free at a window of a hall: the citizen books it by one tap. */
    kind: v.literal("appointment-card"),
    window: v.pipe(v.string(), v.uuid("窗口编号不对")),
    day: v.pipe(v.string(), v.isoDate("日期不对")),
    from: v.pipe(v.string(), v.regex(/^\d{2}:\d{2}$/, "时间不对")),
  }),
]);
export type Sendable = v.InferOutput<typeof sendable>;

/** What the citizen's page may send besides words. */
export const citizenSendable = v.variant("kind", [
  fileOf("image"),
  fileOf("voice"),
  fileOf("video"),
  fileOf("file"),
  v.strictObject({
    kind: v.literal("location"),
    label: words(200),
    latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
    longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  }),
  v.strictObject({ kind: v.literal("item-card"), code: itemCode }),
  v.strictObject({ kind: v.literal("case-card"), case: caseId }),
  /** A time they hold, or held. */
  v.strictObject({ kind: v.literal("appointment-card"), appointment: v.pipe(v.string(), v.uuid("预约编号不对")) }),
  /** A card, an answer or an appointment that the office sent to them, asked about. */
  v.strictObject({ kind: v.literal("quoted"), message: messageId }),
]);
export type CitizenSendable = v.InferOutput<typeof citizenSendable>;

/** What of the office's can be asked about: `quoted`. */
const quotable: readonly MessageKind[] = ["answer", "item-card", "case-card", "appointment-card", "mini-card"];
export const isQuotable = (kind: MessageKind): boolean => quotable.includes(kind);
