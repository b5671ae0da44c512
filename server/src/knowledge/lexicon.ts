/**
 * The words of the field, as data: each concept with the ways people say it. Two texts that share concepts mean the same thing more
 * surely than two that share characters; two that name different schemes do not. The longest form wins, so that 可以退休 is not read
 * as 退. Editors may add forms freely; `search.ts` does the rest.
 */
export type ConceptKind = "scheme" | "event" | "action" | "aspect" | "outside";

export const lexicon: Readonly<Record<ConceptKind, Readonly<Record<string, string>>>> = {
  // Which insurance, or which card: naming another one is the best sign that an entry is wrong.
  scheme: {
    pension: "养老保险 养老金 职工养老 养老 退休金 退休工资 城镇养老",
    residentPension: "城乡居民养老 居民养老保险 居民养老 新农保 农村养老 城居保 农保",
    unemployment: "失业保险金 失业保险 失业金 失业 失业补助金 失业补助",
    injury: "工伤保险 工伤 工亡 职业病 受伤 摔伤 砸伤 伤残",
    maternity: "生育保险 生育津贴 生育险 生育 产假 生孩子 怀孕 产检 生娃 陪产假 二胎 三胎 流产",
    medical: "职工医保 医疗保险 医保 医疗 看病 住院 门诊 报销比例 大额医疗",
    residentMedical: "居民医保 城乡居民医保 新农合 合作医疗 农村医保 农合 少儿医保 新生儿医保",
    card: "社会保障卡 社保卡 电子社保卡 医保卡 社保的卡 医保电子凭证",
    flexible:
      "灵活就业人员 灵活就业 自由职业 个体户 没有单位 没单位 自己交 个人缴纳 个人交 自己缴 以个人身份 无业 打零工",
    employer: "用人单位 单位 公司 企业 老板 雇主 厂里",
  },
  event: {
    gap: "断缴 中断 断交 断了 断保 停交 停缴 没交上 漏交 漏缴 断档 没有连续 空档",
    leaving: "离职 辞职 辞退 裁员 解除合同 解除劳动合同 合同到期 不干了 被开除 失去工作 下岗",
    newJob: "找到工作 新单位 换工作 跳槽 入职 新公司 再就业 上班了",
    retirement: "退休 到龄 退休年龄 延迟退休 提前退休",
    death: "去世 死亡 过世 丧葬费 抚恤金 丧葬 身故 遗属 走了以后",
    lost: "丢了 丢失 遗失 掉了 弄丢 挂失 不见了",
    expired: "到期 过期 有效期",
    moving: "异地 外地 跨省 外省 回老家 别的城市 省外",
    arrears: "欠费 欠缴 拖欠 滞纳金 未缴 没缴",
    debit: "扣款 代扣 划扣 扣费 余额不足",
    project: "建筑工地 工地 工程 项目参保 建筑业",
  },
  action: {
    transfer: "转移接续 转移 转入 转出 转到 转回 转过来 转走 合并 迁",
    refund: "退保 退费 退款 退收 退账 退钱 退回 取出来 提取 领出来 一次性领取",
    stop: "停保 减员 停掉 停止缴费 暂停",
    enrol: "参保登记 参保 投保 增员 新参保 办理社保 开户 加入 买社保 上社保",
    renew: "续保 续缴 接着交 继续交 接续缴费",
    backPay: "补缴 补交 补上 补足 补齐 一次性补",
    claim: "申领 领取 能领 可以领 领到 享受 申请",
    reimburse: "报销 报账 能报 手工报销 垫付",
    certify: "资格认证 认证 人脸 刷脸 生存认证 年审",
    query: "查询 查社保 怎么查 怎么看 看看 查到 查不到",
    change: "变更 修改 更改 改档 更正 修正",
    replace: "补办 补卡 换卡 换领 重新办 挂失补办",
    activate: "激活 开通 启用 封存",
    reset: "重置 忘记密码 密码忘了 忘了密码 密码",
    recognise: "工伤认定 认定 鉴定 评残 伤残鉴定",
    register: "备案 登记",
    pay: "缴费 交费 缴纳 缴社保 交社保 交钱 缴多少",
    declare: "申报 工资申报 年度申报 核定",
    logIn: "登录 登陆 进系统 网上办事大厅",
    complain: "投诉 举报 维权 仲裁",
    certificate: "证明 缴费证明 参保证明 凭证 打印 完税证明",
    pool: "挂靠 代缴 代交",
  },
  aspect: {
    material: "材料 手续 带什么 资料 要什么证件 需要什么 证件",
    duration: "多久 多长时间 几天 几个月 几年 什么时候 何时 多少天 期限 时间 最晚 到账",
    amount: "多少钱 多少 怎么算 标准 金额 计算 费用 比例 几钱 一个月多少",
    place: "哪里 在哪 什么地方 哪儿 去哪 地点 窗口",
    how: "怎么办理 怎么办 如何 怎么 流程 步骤 怎样 程序",
    condition: "条件 能不能 可以吗 能吗 可不可以 行不行 资格 是否 要求",
    difference: "区别 不同 差别 哪个好 一样吗 分别",
    effect: "影响 后果 会怎样 会怎么样 作废 清零 有什么用 失效",
    base: "基数 档次 挡次 缴费基数",
    years: "年限 工龄 视同缴费 满15年 十五年 15年",
    age: "年龄 多大 几岁 多少岁",
    who: "什么人 哪些人 谁 对象",
    list: "包括 有哪些 哪几种 是什么 什么意思 什么是",
  },
  // Neighbours that sound like ours. Whoever asks about them gets guesses or a person, never a confident answer.
  outside: {
    housingFund: "公积金 住房公积金",
    commercial:
      "商业保险 保单 意外险 重疾险 寿险 车险 理赔 两全保险 分红险 投保人 受益人 保险公司 学平险 增额 百万医疗",
    settlement: "落户 户口迁移 居住证 积分入户",
    licence: "驾照 驾驶证 营业执照 护照 身份证办 结婚证 签证",
    tax: "个税 个人所得税 汇算 专项附加 年金",
    wages: "拖欠工资 欠薪 工资保证金 讨薪",
    welfare: "低保 救助 廉租房 公租房 残疾证",
    subsidy: "稳岗返还 创业担保 公益性岗位 就业补贴 社保补贴 技能补贴 培训补贴",
    military: "退役 军人 转业 公务员 职业年金 事业单位",
    foreign: "港澳台 外国人 国外 美国 日本 海外",
    otherCity: "北京 上海 深圳 广州 济南 山东 四川 重庆 江苏 浙江 福建 海南",
    mine: "帮我查 我的账户 帮我看看 身份证号 尾号 我叫 编号",
    attitude: "态度 投诉你们 骂",
    chat: "哈哈 你好 谢谢 机器人 天气 歌词 你是谁",
  },
};

export interface Concept {
  name: string;
  kind: ConceptKind;
}

const byForm = new Map<string, Concept>();
let longest = 0;
for (const [kind, concepts] of Object.entries(lexicon)) {
  for (const [name, forms] of Object.entries(concepts)) {
    for (const form of forms.split(" ")) {
      // Declared by the type of `lexicon`.
      byForm.set(form, { name, kind: kind as ConceptKind });
      longest = Math.max(longest, form.length);
    }
  }
}

/** The concepts a text names, each once, by longest match from left to right. */
export function conceptsOf(text: string): Concept[] {
  const found = new Map<string, Concept>();
  for (let at = 0; at < text.length;) {
    let step = 1;
    for (let length = Math.min(longest, text.length - at); length > 0; length--) {
      const concept = byForm.get(text.slice(at, at + length));
      if (!concept) continue;
      found.set(concept.name, concept);
      step = length;
      break;
    }
    at += step;
  }
  return [...found.values()];
}
