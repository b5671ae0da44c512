/**
 * Menu dialogues 菜单问答: numbered choices that open deeper levels, for those who would rather tap than type. Plain data. A step is
 * addressed by its dialogue and the positions on the way to it: `guide`, `guide/2`, `guide/2/0`; so an address that was sent to a
 * phone, or kept with a follower, still says which step was meant after a restart.
 */
export type Step = { label: string } & (
  | { steps: readonly Step[] }
  /** An answer of the knowledge base. */
  | { entry: string }
  /** A page of the mini-program. */
  | { open: string }
  /** Something to be worked out, by its id. */
  | { estimate: string }
);
export interface Dialogue {
  id: string;
  /** As editors of menus see it. */
  name: string;
  /** Said above the first level. */
  lead: string;
  steps: readonly Step[];
}

const ask = (label: string, entry: string): Step => ({ label, entry });
const group = (label: string, ...steps: Step[]): Step => ({ label, steps });

const reckon: readonly Step[] = [
  { label: "失业金能领多少", estimate: "unemployment" },
  { label: "灵活就业每月交多少", estimate: "flexible" },
  { label: "我什么时候退休", estimate: "retirement" },
  { label: "滞纳金多少", estimate: "late-fee" },
];

export const dialogues: readonly Dialogue[] = [
  {
    id: "guide",
    name: "自助问答",
    lead: "想问哪一类？点一下，或回复数字：",
    steps: [
      group(
        "断缴、补缴",
        ask("断缴了怎么办", "gap-what-to-do"),
        ask("断缴影响以前的年限吗", "gap-years-kept"),
        ask("医保断了多久失效", "medical-gap"),
        { label: "办断缴补缴", open: "apply/guide/index?code=interruption-back-payment" },
      ),
      group(
        "灵活就业",
        ask("怎么参保", "flexible-how-to-enrol"),
        ask("一个月交多少", "flexible-monthly-amount"),
        ask("换档次", "flexible-tier-change"),
        ask("找到工作了怎么办", "flexible-found-job"),
        { label: "办续保", open: "apply/guide/index?code=flexible-employment-renewal" },
      ),
      group(
        "失业",
        group(
          "领失业金",
          ask("什么情况能领", "unemployment-conditions"),
          ask("怎么申请", "unemployment-how-to-apply"),
          ask("能领几个月", "unemployment-months"),
          { label: "算算我能领多少", estimate: "unemployment" },
        ),
        ask("领的时候医保谁交", "unemployment-medical"),
        ask("单位不给离职证明", "unemployment-no-certificate"),
      ),
      group(
        "养老、退休",
        ask("延迟退休怎么延", "retirement-postponed"),
        ask("要交满多少年", "retirement-years-needed"),
        ask("没交满年限怎么办", "retirement-not-enough"),
        { label: "算我的退休时间", estimate: "retirement" },
        ask("养老金资格认证", "pension-certify"),
        ask("换城市要转移吗", "transfer-when"),
        ask("家人去世能领什么", "pension-death"),
      ),
      group(
        "医保",
        ask("没单位怎么参保", "medical-without-employer"),
        ask("第一次参保何时能报", "medical-first-time"),
        ask("灵活就业医保交多少", "medical-amount"),
        ask("外地看病怎么备案", "care-remote-filing"),
        ask("退休后要交够几年", "care-retirement-years"),
        ask("居民医保何时交", "resident-medical-when"),
        ask("交了费查不到", "payment-not-shown"),
      ),
      group(
        "社保卡",
        ask("到期了怎么换", "card-expired"),
        ask("丢了怎么办", "card-lost"),
        ask("密码忘了", "card-password"),
        ask("人脸认证过不去", "card-face"),
      ),
      group(
        "单位经办",
        ask("员工参保、续保", "employer-enrol"),
        ask("员工离职停保", "employer-stop"),
        ask("多缴了怎么退", "employer-refund"),
        ask("批量导盘失败", "employer-batch-fails"),
        ask("单位不给交社保", "employer-does-not-pay"),
      ),
      group(
        "工伤、生育",
        ask("什么算工伤", "injury-what-counts"),
        ask("工伤怎么申请", "injury-how-to-apply"),
        ask("单位没参保谁赔", "injury-not-insured"),
        ask("生育津贴怎么领", "maternity-allowance-claim"),
        ask("产假多少天", "maternity-leave-days"),
      ),
      group("帮我算", ...reckon),
    ],
  },
  { id: "reckon", name: "帮我算", lead: "想算什么？点一下，或回复数字：", steps: reckon },
];

/** One word is a topic, not a question: it opens its level. */
const topics: readonly { words: RegExp; address: string }[] = [
  { words: /^(断缴|断保|补缴|续保)$/, address: "guide/0" },
  { words: /^灵活就业(人员)?$/, address: "guide/1" },
  { words: /^失业(保险|险)?$/, address: "guide/2" },
  { words: /^(养老|养老保险|养老金|退休)$/, address: "guide/3" },
  { words: /^(医保|医疗保险|医疗)$/, address: "guide/4" },
  { words: /^社保卡$/, address: "guide/5" },
  { words: /^(单位|公司|企业)(社保|经办)?$/, address: "guide/6" },
  { words: /^(工伤|生育)(保险)?$/, address: "guide/7" },
];
export const topicOf = (words: string): string | undefined => topics.find((one) => one.words.test(words))?.address;

export interface Place {
  dialogue: Dialogue;
  /** The step at this address; undefined for the dialogue itself. */
  step: Step | undefined;
  /** What it opens into; empty for a step that answers. */
  steps: readonly Step[];
  /** The address one level up; undefined at the top. */
  up: string | undefined;
}

/** What stands at an address. Undefined when no such step exists any more. */
export function findPlace(address: string): Place | undefined {
  const [id, ...positions] = address.split("/");
  const dialogue = dialogues.find((one) => one.id === id);
  if (!dialogue) return undefined;
  let steps = dialogue.steps;
  let step: Step | undefined;
  for (const position of positions) {
    step = /^\d+$/.test(position) ? steps[Number(position)] : undefined;
    if (!step) return undefined;
    steps = "steps" in step ? step.steps : [];
  }
  return { dialogue, step, steps, up: positions.length === 0 ? undefined : address.slice(0, address.lastIndexOf("/")) };
}
