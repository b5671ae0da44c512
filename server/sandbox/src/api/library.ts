import type { TemplateField } from "../world/templates.ts";

/** WeChat's library of templates, as far as a social-insurance office finds it there: invented, in the shape of the real one. */
export interface LibraryTemplate {
  tid: string;
  title: string;
  category: number;
  /** 2: one consent, one message; 3: for good. */
  type: 2 | 3;
  /** kid counts from 1. */
  keywords: readonly TemplateField[];
}

export const categories: readonly { id: number; name: string }[] = [
  { id: 616, name: "政务民生>社会保障" },
  { id: 612, name: "政务民生>政务服务大厅" },
];

const field = (name: string, label: string, example: string): TemplateField => ({ name, label, example });

export const library: readonly LibraryTemplate[] = [
  {
    tid: "50101",
    title: "社保缴费提醒",
    category: 616,
    type: 3,
    keywords: [
      field("thing1", "缴费项目", "灵活就业养老保险"),
      field("date2", "截止日期", "2026年12月25日"),
      field("amount3", "应缴金额", "918.40元"),
      field("thing4", "温馨提示", "可在小程序里缴费"),
    ],
  },
  {
    tid: "50102",
    title: "业务办理结果通知",
    category: 612,
    type: 3,
    keywords: [
      field("thing1", "办理事项", "灵活就业人员参保登记"),
      field("phrase2", "办理结果", "已办结"),
      field("time3", "办结时间", "2026年11月24日 10:30"),
      field("thing4", "备注", "请查看办理凭证"),
    ],
  },
  {
    tid: "50103",
    title: "政策变动通知",
    category: 616,
    type: 3,
    keywords: [
      field("thing1", "政策名称", "养老保险缴费基数调整"),
      field("date2", "施行日期", "2027年1月1日"),
      field("thing3", "主要变化", "缴费基数上下限调整"),
    ],
  },
  {
    tid: "50104",
    title: "直播开始提醒",
    category: 612,
    type: 2,
    keywords: [
      field("thing1", "直播主题", "退休手续怎么办"),
      field("time2", "开始时间", "2026年11月25日 15:00"),
      field("thing3", "温馨提示", "点击进入直播间"),
    ],
  },
  {
    tid: "50105",
    title: "预约成功通知",
    category: 612,
    type: 2,
    keywords: [
      field("thing1", "预约事项", "社保关系转移"),
      field("time2", "预约时间", "2026年11月26日 09:00"),
      field("thing3", "办理地点", "武汉市民之家"),
      field("character_string4", "预约编号", "A0231"),
    ],
  },
];

export const inLibrary = (tid: string): LibraryTemplate | undefined => library.find((one) => one.tid === tid);

/** `{{thing1.DATA}}` beside its label, a line each: how WeChat writes the body of a template. */
export const contentOf = (fields: readonly TemplateField[]): string =>
  fields.map(({ name, label }) => `${label}:{{${name}.DATA}}\n`).join("");
export const exampleOf = (fields: readonly TemplateField[]): string =>
  fields.map(({ label, example }) => `${label}:${example}\n`).join("");
