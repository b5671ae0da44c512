/**
 * Words after which a machine must not go on as usual 敏感词: somebody in danger, somebody robbed, somebody who complains about us.
 * A person of the office comes first in the queue; what helps at once is said at once. Numbers: 12356 is the national line for
 * psychological help (2025), 96110 the police line against fraud.
 */
export interface Sensitive {
  kind: "crisis" | "fraud" | "complaint";
  hears: RegExp;
  /** Words that mean something harmless after all. */
  unless?: RegExp;
  /** Said at once, before the place in the queue. */
  say: string;
  /** What the desk reads in the queue. */
  mark: string;
}

export const sensitive: readonly Sensitive[] = [
  {
    kind: "crisis",
    hears:
      /不想活|想死|寻死|自杀|自尽|轻生|活不下去|没法活|活着没(意思|意义)|跳楼|跳江|结束(自己的?)?生命|一了百了|喝农药/,
    say: "听到您这么说，我们很担心您。请先别一个人扛着：\n· 心理援助热线 12356，24 小时有人接听\n· 有危险请马上打 110 或 120\n\n社保上的难处可以慢慢解决，工作人员会优先和您联系。",
    mark: "【紧急】可能有轻生念头，请立即接入",
  },
  {
    kind: "fraud",
    hears:
      /(被|遭|让人?|上当).{0,4}(骗|受骗)|骗(走|去|了).{0,8}(钱|元|块|万|千)|(钱|款).{0,4}被(转走|盗)|(告诉|给|输|填)了.{0,8}(验证码|银行卡密码)|盗刷/,
    say: "请马上：\n· 打 96110（反诈）或 110 报警，越快越有可能追回\n· 打银行客服，冻结银行卡\n· 不要再转账，不要再给任何人验证码\n\n社保不会发链接让您输密码、转账。工作人员会优先和您联系。",
    mark: "【优先】可能遭遇诈骗",
  },
  {
    kind: "complaint",
    hears:
      /(我?要|想|必须)(投诉|举报)|投诉(你们|客服|窗口|工作人员|社保局)|(态度|服务)(太|很|真|这么|非常)?(差|恶劣|烂|坏)|踢皮球|没人管|推来推去|忽悠(我|人)/,
    unless: /单位|公司|老板|厂里?|用人|雇主|劳务/,
    say: "对不起，让您受气了。您的意见会由工作人员优先处理，请把经过写在这里：什么时候、哪个窗口或哪件事。也可以打 12345 或 12333 投诉。",
    mark: "【优先】市民投诉",
  },
];

/** The gravest that is heard. */
export const findSensitive = (words: string): Sensitive | undefined =>
  sensitive.find(({ hears, unless }) => hears.test(words) && !(unless?.test(words) ?? false));
