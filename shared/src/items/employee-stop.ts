import { all, any, equal, fact, field, not, type Condition } from "../field/index.ts";
import { stopConsequence, stopReasons, type StopReason } from "../insurance/index.ts";
import { defineItem, step } from "../item/index.ts";
import { employeeFields, employerDesk, noCharge } from "./employer-words.ts";

const codes = Object.keys(stopReasons) as StopReason[];
// The options keep the codes' own type, so that the handler gets a reason and not a text.
const reasonOptions = Object.fromEntries(codes.map((code) => [code, stopReasons[code].label])) as Record<
  StopReason,
  string
>;
const because = (...reasons: StopReason[]): Condition => any(...reasons.map((code) => equal("reason", code)));
const withBenefit = (benefit: string) => codes.filter((code) => stopReasons[code].benefit === benefit);
const told = (benefit: string) => {
  const reasons = withBenefit(benefit);
  const [first] = reasons;
  if (first === undefined) throw new Error(`no stop reason with ${benefit}`);
  return { when: because(...reasons), warning: `${stopConsequence(first)}。` };
};

const reviewed = not(fact("employerTrusted"));
const onlyWhen = (...reasons: StopReason[]) => all(reviewed, because(...reasons));

/** 职工停保减员 (S10). The reason decides about unemployment benefit, so its consequence is read before anybody confirms. */
export const employeeStop = defineItem({
  code: "employee-stop",
  version: 1,
  name: "职工停保（减员）",
  aliases: ["减员", "职工停保", "员工离职停社保", "单位暂停缴费", "停员工社保", "离职减员"],
  summary: "员工离职、退休或去世后，单位停止为他缴费。原因关系到员工能不能领失业金。",
  audience: ["employer"],
  capacities: ["employer"],
  about: "employee",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第四十五条、第五十条、第五十七条", trust: "law" },
    { title: "社会保险经办条例", article: "第十条", trust: "law" },
    { title: "武汉单位网厅减员办法（武汉人社，转载）", trust: "official" },
  ],
  handling: "reviewed",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第十条", promised: 1 },
  risk: "medium",
  autoDecide: { when: fact("employerTrusted"), because: "单位信用良好，免审", checkPercent: 5 },
  keep: { draftDays: 30, closedYears: 15 },
  facts: [
    "employerTrusted",
    "activeHere",
    "injuryOnlyHere",
    "everHere",
    "stoppedHere",
    "schemesHere",
    "unpaidThisMonth",
    "unpaidBefore",
  ],
  refusals: [
    {
      when: fact("stoppedHere"),
      because: "这位员工在本单位已经停保，不能再停一次",
      instead: "停保月份或原因写错了的，请在原来的办件里「申请更正」，不用再停",
    },
    {
      when: not(any(fact("activeHere"), fact("injuryOnlyHere"))),
      because: "这个人没有由本单位参保，不能由本单位停保",
      instead: "请核对身份证号；在别的单位参保的，由那家单位停保",
    },
  ],
  steps: [
    step("who", "核对员工", employeeFields),
    step("leaving", "什么时候、为什么离开", {
      leavingDate: field.date({
        label: "离职日期",
        help: "真实的最后一天。这个月还要缴，下个月起不缴",
        term: "离职日期",
      }),
      reason: field.choice({
        label: "减员原因",
        options: reasonOptions,
        help: "要选真实的原因：它决定员工能不能领失业金，选错了单位要承担责任",
        term: "减员原因",
      }),
      schemes: field.choices({
        label: "停哪些险种",
        options: {
          pension: "养老保险",
          medical: "医疗保险",
          unemployment: "失业保险",
          "work-injury": "工伤保险",
          maternity: "生育保险",
        },
        min: 1,
        max: 5,
        prefill: "employee.schemes",
        help: "离职的全部停。已经替您勾好正在缴的",
        term: "险种",
      }),
    }),
  ],
  materials: {
    idCard: { name: "员工居民身份证", why: "核对身份，从公安登记自动获取，不用上传", from: "e-licence" },
    termination: {
      name: "解除（终止）劳动合同证明书",
      why: "证明哪天、因为什么离开；员工申领失业金也要用",
      from: "upload",
      when: onlyWhen(
        "contract-ended",
        "dismissed",
        "mutual-by-employer",
        "forced-to-leave",
        "not-renewed-by-person",
        "mutual-by-person",
      ),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 2,
      where: "由单位出具并给员工一份（社会保险法第五十条）",
    },
    resignation: {
      name: "员工的辞职申请",
      why: "证明是本人要走",
      from: "upload",
      when: onlyWhen("resigned"),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 2,
      where: "有本人签名的纸质或邮件截图",
    },
    closing: {
      name: "破产、注销或清算文件",
      why: "证明单位停止经营",
      from: "upload",
      when: onlyWhen("employer-closed"),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 2,
    },
    leavingPaper: {
      name: "入伍通知、录取通知或出境定居证明",
      why: "证明离开的原因",
      from: "upload",
      when: onlyWhen("military", "study", "abroad"),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 2,
    },
    death: {
      name: "死亡证明",
      why: "停保，并让家属领丧葬补助和个人账户余额",
      from: "upload",
      when: onlyWhen("died"),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 2,
      where: "医院或公安机关出具",
    },
  },
  consequences: [
    told("may-claim"),
    told("may-not"),
    told("does-not-arise"),
    {
      when: because(...withBenefit("may-claim"), ...withBenefit("may-not")),
      warning: "请在 15 日内把失业人员名单告知经办机构，并把解除证明交给员工（社会保险法第五十条）。",
    },
    {
      when: because("died"),
      warning: "家属可以申领丧葬补助金、抚恤金和个人账户余额，请告诉家属拨打 12333。",
    },
    { warning: "离职当月仍由单位缴费，下个月起不再缴。员工医保最多延到缴费月底，请提醒他及时续上。" },
    {
      when: fact("unpaidThisMonth"),
      warning: "本月已核定、还没缴的费款不会自动消失：上月就已离职的，停保后请再办「职工当月欠款注销」。",
    },
    { when: fact("unpaidBefore"), warning: "以前月份还有欠费。停保后仍要补缴，并按每天万分之五加收滞纳金。" },
  ],
  fee: { kind: "free", note: noCharge },
  result: "停保回执（PDF），员工本人会收到通知和失业金说明",
  guide: {
    conditions: ["您是单位的经办人", "员工现在由本单位参保", "员工已经离职，或本月内离职"],
    flow: ["选员工", "填离职日期和真实原因", "看清对员工失业金的影响", "确认提交"],
    channels: employerDesk.channels,
    places: employerDesk.places,
    phones: ["12333（社保）", "12366（缴费）"],
    mistakes: ["辞退写成了本人辞职，员工领不到失业金", "离职日期写成了办理日期，多缴一个月", "停了保没有开解除证明"],
    questions: [
      { ask: "原因选错了怎么办？", answer: "在办件里点「申请更正」，说明真实原因，工作人员核对后改，不用到窗口。" },
      { ask: "离职员工本月的费用要缴吗？", answer: "要。最后上班的那个月仍由单位缴费，从下个月起停。" },
      { ask: "多缴的能退吗？", answer: "没缴的，停保后办当月欠款注销；已经到账的，停保后申请退费。" },
    ],
    updatedOn: "2026-11-28",
  },
});
