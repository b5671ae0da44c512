import type { MenuAction, MenuDraft } from "@wsi/shared/contract";

const guide = (name: string, code: string): MenuAction => ({
  kind: "open",
  name,
  page: `apply/guide/index?code=${code}`,
});
const open = (name: string, page: string): MenuAction => ({ kind: "open", name, page });
const ask = (name: string, key: string, ...entries: string[]): MenuAction => ({
  kind: "click",
  name,
  key,
  answer: { entries },
});

const lead = (name: string, key: string, dialogue: string): MenuAction => ({
  kind: "click",
  name,
  key,
  answer: { dialogue },
});

/** The first version of the default menu: do something, look something up, ask. Later versions are the editors'. */
export const firstMenu: MenuDraft = [
  {
    kind: "group",
    name: "办事",
    buttons: [
      guide("我要续保", "flexible-employment-renewal"),
      guide("断缴补缴", "interruption-back-payment"),
      open("全部事项", "pages/find/index"),
      open("我的办件", "cases/list/index"),
      open("政策直播", "live/index"),
    ],
  },
  {
    kind: "group",
    name: "查询",
    buttons: [
      open("缴费记录", "lookups/payments/index"),
      open("参保情况", "lookups/enrolments/index"),
      { kind: "scan", name: "扫码验证明", key: "SCAN", answered: true },
    ],
  },
  {
    kind: "group",
    name: "咨询",
    buttons: [
      ask("断缴怎么办", "ASK_GAP", "gap-what-to-do"),
      ask("灵活就业", "ASK_FLEX", "flexible-how-to-enrol", "flexible-monthly-amount", "flexible-found-job"),
      lead("自助问答", "GUIDE", "guide"),
      lead("帮我算", "RECKON", "reckon"),
      { kind: "click", name: "转人工", key: "HUMAN", answer: null },
    ],
  },
];
