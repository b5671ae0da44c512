import type { Entry } from "../entry.ts";

const common = {
  topic: "单位",
  linkedItems: [],
  trust: "official",
  policyYear: 2023,
  effectiveFrom: "2022-02-01",
} as const;
const law = (article: string) =>
  ({
    trust: "law",
    policyYear: null,
    effectiveFrom: "2011-07-01",
    source: { title: "《社会保险法》", article },
  }) as const;
const hall = { source: { title: "武汉市社会保险网上办事大厅操作说明" } };

/** 单位经办, payment and work injury. */
export const employer: readonly Entry[] = [
  {
    ...common,
    ...hall,
    id: "employer-log-in",
    question: "单位怎么登录社保网上办事大厅",
    similar: ["单位经办人没采集能登录吗", "公司第一次上社保网厅怎么登录"],
    keywords: ["登录", "网上办事大厅", "经办人"],
    answer:
      "先在湖北政务服务网注册法人账号，进特色服务里的企业职工养老保险信息系统，选社保网上申报，由经办人用电子社保卡小程序扫码登录。还没采集经办人的，法定代表人扫码也能进。",
  },
  {
    ...common,
    ...hall,
    id: "employer-enrol",
    question: "单位怎么给职工办参保或续保",
    similar: ["公司新员工社保增员怎么办", "网厅职工参保登记在哪里"],
    keywords: ["增员", "职工参保登记"],
    answer:
      "网厅里选社会保险登记，进职工参保登记，新员工选参保登记，以前在武汉交过的选续保，填身份证号、申报工资和入职时间提交。",
  },
  {
    ...common,
    ...hall,
    id: "employer-missed",
    question: "新员工入职没及时参保能补吗",
    similar: ["单位漏交了一个月社保怎么补", "公司忘了给员工增员怎么补缴"],
    keywords: ["补缴", "漏交", "三个月"],
    answer:
      "入职时间在三个月以内的，办参保登记时系统自动补，要加滞纳金和利息；超过三个月的，凭劳动合同或法律文书另外申请补缴。",
  },
  {
    ...common,
    ...hall,
    id: "employer-batch-fails",
    question: "批量导入职工名单为什么总失败",
    similar: ["增员模板导盘老是报错", "导入表格格式要求是什么"],
    keywords: ["导盘", "模板", "xls"],
    answer: "多半是格式：表要存成 .xls（97-2003），入职日期那一列要设成文本。改好再导，仍失败就看提示里写的行号。",
  },
  {
    ...common,
    ...hall,
    id: "employer-stop",
    question: "职工离职单位怎么办停保",
    similar: ["员工离职减员怎么操作", "停保原因填错了有什么影响"],
    keywords: ["减员", "停保", "离职"],
    answer:
      "在网厅填真实离职时间、停保原因和险种，核对《在职职工减员申报表》后提交。时间和原因决定员工能不能领失业金，务必如实填。",
  },
  {
    ...common,
    ...hall,
    id: "employer-refund",
    question: "社保多缴了怎么退",
    similar: ["退收和退账有什么区别", "单位多交了社保怎么退费"],
    keywords: ["退费", "退收", "退账"],
    answer:
      "先停保，再办退费申报。已经交的钱退回来叫退收；已经核定还没交的取消掉叫退账。提示失败的，多半是钱还没到账，过几天再办。",
  },
  {
    ...common,
    ...law("第五十七条、第五十八条"),
    id: "employer-thirty-days",
    question: "用工多久内必须参保",
    similar: ["入职几天内单位要交社保", "试用期单位要不要交社保"],
    keywords: ["30日", "试用期", "用工之日"],
    answer: "自用工之日起 30 日内，单位必须为职工办社保登记，试用期也一样。新成立的单位 30 日内要先办单位登记。",
  },
  {
    ...common,
    ...law("第八十六条"),
    id: "employer-late-fee",
    question: "单位没按时缴社保会怎样",
    similar: ["社保滞纳金怎么算", "公司欠社保有什么处罚"],
    keywords: ["滞纳金", "万分之五", "罚款"],
    answer: "责令限期补足，从欠缴之日起按日加收万分之五滞纳金；到期还不交的，处欠缴数额一到三倍罚款。",
  },
  {
    ...common,
    ...law("第六十二条"),
    id: "employer-not-declared",
    question: "没申报的月份社保怎么算",
    similar: ["单位没申报缴费数额按多少交", "忘记申报社保会按什么标准收"],
    keywords: ["110%", "未申报"],
    answer: "按该单位上月缴费额的 110% 确定应缴数额；补办申报手续后再按规定结算。",
  },
  {
    ...common,
    ...law("第六十条、第六十三条"),
    id: "employer-does-not-pay",
    question: "单位没给我交社保怎么办",
    similar: ["老板不给交社保去哪里投诉", "公司不交社保怎么维权", "公司不给我交社保"],
    keywords: ["投诉", "劳动监察", "不交社保"],
    answer:
      "先让单位补办；不办的，打 12333 或向单位所在区的劳动保障监察投诉，带劳动合同、工资条、考勤等证明。单位必须补缴，职工自愿不交的约定无效。",
  },
  {
    ...common,
    id: "who-does-what",
    question: "社保交给税务以后各部门管什么",
    similar: ["社保到底是税务管还是社保局管", "缴费问题打哪个电话", "养老和医保要在两个地方办吗"],
    keywords: ["税务", "12366", "12333"],
    topic: "缴费",
    answer:
      "人社管养老、失业、工伤的登记和待遇；医保局管医保、生育；税务收费。缴费和扣款的问题打 12366，社保政策和待遇打 12333，医保打 12393。",
    source: { title: "社会保险费征收体制改革说明" },
  },
  {
    ...common,
    id: "certificates",
    question: "缴费证明和参保证明在哪里开",
    similar: ["社保缴费证明怎么打印", "完税证明去哪里开", "参保证明网上怎么下载"],
    keywords: ["参保证明", "缴费证明", "打印"],
    topic: "缴费",
    answer:
      "参保证明和个人权益记录由社保机构出，手机上就能查和下载，免费。缴费凭证、完税证明由税务出，在「楚税通」或电子税务局开。",
    source: { title: "《社会保险经办条例》", article: "第三十二条" },
    effectiveFrom: "2023-12-01",
  },
  {
    ...common,
    id: "debit-failed",
    question: "社保扣款失败怎么补",
    similar: ["银行卡余额不足社保没扣成功", "这个月代扣没成功怎么办"],
    keywords: ["扣款失败", "余额不足", "代扣"],
    topic: "缴费",
    trust: "check",
    answer:
      "把卡里的钱存够，当月可以在「楚税通」或合作银行主动缴；赶不上的，看下次扣款日能不能一起扣。断了要尽快办，免得影响医保。",
    source: { title: "税务部门社保缴费问答" },
  },
  {
    ...common,
    id: "injury-on-site",
    question: "工地出了工伤怎么办",
    similar: ["在工地受伤了怎么申请工伤认定", "工地上摔伤了要找谁", "农民工在建筑工地受伤怎么办"],
    keywords: ["工伤认定", "30日", "一年"],
    topic: "工伤",
    trust: "law",
    policyYear: null,
    effectiveFrom: "2011-01-01",
    answer:
      "先救人、留好病历和证据。单位要在 30 日内申请工伤认定；单位不申请的，职工本人、家属或工会可以在一年内申请。材料：申请表、劳动关系证明、诊断证明。一般 60 日内作出决定。",
    source: { title: "《工伤保险条例》", article: "第十七条、第十八条、第二十条" },
  },
  {
    ...common,
    id: "injury-project",
    question: "工地必须参加工伤保险吗",
    similar: ["工程项目工伤保险要不要交", "建筑工地按项目参保怎么办"],
    keywords: ["项目参保", "开工前", "建筑"],
    topic: "工伤",
    answer: "必须，开工前由施工总承包单位按项目一次交清，民工个人不交钱，工期内进场的人都有保障。",
    source: { title: "建筑业按项目参加工伤保险规定" },
  },
];
