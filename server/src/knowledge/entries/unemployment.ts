import type { Entry } from "../entry.ts";

const common = { topic: "失业", linkedItems: [], trust: "law", policyYear: null, effectiveFrom: "2011-07-01" } as const;
const law = (article: string) => ({ title: "《社会保险法》", article });

export const unemployment: readonly Entry[] = [
  {
    ...common,
    id: "unemployment-conditions",
    question: "什么情况能领失业金",
    similar: ["失业了就一定能领失业金吗", "领失业保险金要什么条件", "失业金怎么领"],
    keywords: ["失业金", "条件", "满一年", "非因本人意愿"],
    answer:
      "三条都要满足：\n1. 失业前单位和本人已经交失业保险满一年；\n2. 不是自己不想干的（合同到期、被辞退、单位解散等）；\n3. 已办失业登记，并且想找工作。\n少一条都不能领。",
    source: law("第四十五条"),
  },
  {
    ...common,
    id: "unemployment-not-own-will",
    question: "哪些情况算非因本人意愿中断就业",
    similar: ["合同到期不续签能领失业金吗", "被公司辞退能领失业金吗", "公司裁员可以领失业金吗"],
    keywords: ["非因本人意愿", "合同期满", "辞退", "裁员"],
    answer:
      "合同到期终止、单位提出解除合同、被辞退或除名、单位破产解散，以及单位拖欠工资、不交社保等过错逼得您辞职的，都算。合同到期时单位按原条件或更好的条件续签、您自己不愿意的，一般不算。",
    source: { title: "《实施〈社会保险法〉若干规定》", article: "第十三条" },
  },
  {
    ...common,
    id: "unemployment-resigned",
    question: "主动辞职能领失业金吗",
    similar: ["自己提的离职可以领失业保险吗", "辞职了有没有失业金"],
    keywords: ["辞职", "主动离职"],
    answer:
      "一般不能，因为不属于“非因本人意愿”。例外是单位拖欠工资、不交社保、违法用工等，您因此提出解除合同的，可以领，要有材料证明。交过的年限不会作废，下次符合条件时合并计算。",
    source: law("第四十五条"),
  },
  {
    ...common,
    id: "unemployment-amount",
    question: "武汉失业金一个月多少钱",
    similar: ["失业保险金标准是多少", "每个月能领多少失业金"],
    keywords: ["失业金标准", "最低工资", "90%"],
    answer:
      "按当地最低工资的 90% 发。2022 年的标准：中心城区每月 1809 元，蔡甸、江夏、黄陂、新洲每月 1620 元。最低工资调整后会跟着变，现在的数以申领页面为准。",
    policyYear: 2022,
    trust: "check",
    effectiveFrom: "2020-01-01",
    source: { title: "武汉市失业保险金发放标准（2022 年）" },
  },
  {
    ...common,
    id: "unemployment-months",
    question: "失业金能领几个月",
    similar: ["失业保险金最多领多久", "交了五年失业险能领多长时间"],
    keywords: ["12个月", "18个月", "24个月", "期限"],
    answer:
      "看累计交了多久：满 1 年不足 5 年，最长 12 个月；满 5 年不足 10 年，最长 18 个月；10 年以上，最长 24 个月。没领完的月数下次可以合并，但一次最长不超过 24 个月。",
    source: law("第四十六条"),
  },
  {
    ...common,
    id: "unemployment-how-to-apply",
    question: "失业金怎么申请，要带什么材料",
    similar: ["失业保险金在哪里申领", "网上怎么申请失业金", "失业登记要什么材料"],
    keywords: ["申领", "身份证", "社保卡", "失业登记"],
    trust: "official",
    answer:
      "凭身份证或社保卡就能申请，不用交离职证明。网上在「鄂汇办」或国家社会保险公共服务平台办，失业登记和申领一次填完；也可以去街道或社保窗口。单位要先给您停保。",
    policyYear: 2022,
    effectiveFrom: "2022-01-01",
    source: { title: "武汉市失业保险金申领办事说明" },
  },
  {
    ...common,
    id: "unemployment-medical",
    question: "领失业金期间医保谁交",
    similar: ["领失业金的时候看病能报销吗", "失业期间职工医保怎么办"],
    keywords: ["医保", "失业保险基金", "领金期间"],
    answer: "由失业保险基金替您交职工医保，您自己不用交，看病照常报销。",
    source: law("第四十八条"),
  },
  {
    ...common,
    id: "unemployment-pension",
    question: "领失业金期间养老保险要自己交吗",
    similar: ["失业期间养老保险怎么办", "领失业金能不能同时交灵活就业养老"],
    keywords: ["养老", "领金期间", "自愿"],
    trust: "check",
    answer: "不强制。想让年限不断开，可以以灵活就业身份自己交养老保险。不交也不影响以前的年限。",
    policyYear: 2023,
    effectiveFrom: "2023-01-01",
    source: { title: "人社部门失业保险问答" },
  },
  {
    ...common,
    id: "unemployment-stops",
    question: "什么时候停发失业金",
    similar: ["找到工作失业金还能领吗", "领失业金期间上班了怎么办"],
    keywords: ["停发", "重新就业", "停领"],
    answer:
      "重新就业、应征服兵役、移居境外、开始领养老金，或者没有正当理由拒不接受介绍的工作，就停发。找到工作请及时停领，多领的要退。没领完的月数留着下次用。",
    source: law("第五十一条"),
  },
  {
    ...common,
    id: "unemployment-subsidy-ended",
    question: "失业补助金还有吗",
    similar: ["失业补助金现在还能申请吗", "失业补助金什么时候结束的"],
    keywords: ["失业补助金", "2022"],
    trust: "official",
    answer: "失业补助金是阶段性政策，到 2022 年 12 月 31 日结束，现在不能再申请。符合条件的可以申请失业保险金。",
    policyYear: 2022,
    effectiveFrom: "2023-01-01",
    source: { title: "失业补助金阶段性政策公告（2022 年）" },
  },
  {
    ...common,
    id: "unemployment-no-certificate",
    question: "单位不给离职证明怎么办",
    similar: ["公司不开解除劳动合同证明", "单位不给我办减员领不了失业金"],
    keywords: ["离职证明", "终止证明", "投诉"],
    answer:
      "单位必须出具终止或解除劳动关系的证明，并在 15 日内把失业人员名单报给经办机构。单位不给的，打 12333 或向劳动监察投诉；因此造成损失的，单位要赔。",
    source: law("第五十条、第八十五条"),
  },
];
