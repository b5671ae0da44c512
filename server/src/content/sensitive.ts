/**
 * Words after which a machine must not go on as usual 敏感词: somebody in danger, somebody robbed, somebody who complains about us.
 * A person of the office comes first in the queue; what helps at once is said at once. Numbers: 12356 is the national line for
 * psychological help (2025), 96110 the police line against fraud.
 */
export interface Sensitive {
  kind: "crisis" | "fraud" | "complaint";
  hears: RegExp;
  /** Taken out of the words before they are heard: what sounds like it and is not. The rest of the sentence still counts. */
  harmless?: RegExp;
  /** The whole sentence is about something else. */
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
      /不想活|不活了|一死了之|(?<!累得|笑|帅|丑)(我|真|真的|就|都|好|很)想死(?!前|后|机)|想死(了|的心)|寻死|自杀|自尽|轻生|(活|过|撑|熬)不下去|(没|冇得?|没得)法活|活不成|活(着|到|得)?(真的?|实在)?(没|冇)(得|有)?(意思|意义)|活够了|生不如死|不如死|死了算|死给你们?看|死在(你们|社保|大厅|窗口)|跳楼|跳(长)?江|跳(下去|桥|长江大桥)|结束(自己的?)?生命|割腕|安眠药|遗书|(喝|吃)(农)?药(算了|死)|喝农药/,
    harmless:
      /笑死|想死前|想死后|(员工|职工|同事|工友).{0,4}(自杀|跳楼|轻生)(?=.{0,10}工伤)|(老公|丈夫|老婆|爱人|爸|妈|父亲|母亲|儿子|女儿)(自杀|跳楼|喝农药)(了|去世|身亡)/g,
    say: "听到您这么说，我们很担心您。请先别一个人扛着：\n· 心理援助热线 12356，24 小时有人接听\n· 有危险请马上打 110 或 120\n\n如果是您身边的人：请先陪着他，别让他一个人；12356 也会教您怎么做。\n\n社保上的难处可以慢慢解决，您写在这里的话，工作人员会最先看到。",
    mark: "【紧急】可能有轻生念头，请立即接入",
  },
  {
    kind: "fraud",
    hears:
      /(被|遭|让人?).{0,4}(骗|受骗)|上当|受骗|骗(走|去|了).{0,8}(钱|元|块|万|千)|(钱|款).{0,6}(被(转走|盗|划走|刷)|不见了|没了|冇得了)|(验证码|银行卡密码).{0,3}(都)?(告诉|给|发|报)(给)?了?(别人|他|她|对方|人家|骗子|陌生人)|验证码我?报给(他|她|别人|对方)|(告诉|发|报)(给)?了?(别人|他|她|对方|人家|骗子).{0,8}(验证码|密码)|(卡号|身份证).{0,6}(告诉|发给|给)了?(他|她|对方|别人)|(点了|点开).{0,4}链接|链接.{0,6}我?(点了|点开了|填了)|我(已经)?(转|汇)了$|(中介|代办).{0,14}(跑了|失联|找不到|联系不上)|钱给了.{0,4}找不到|盗刷/,
    harmless: /(怎么|如何)(防止|预防|避免)被骗|没有?被骗/g,
    say: "请马上：\n· 打 96110（反诈）或 110 报警，越快越有可能追回\n· 打银行客服，冻结银行卡\n· 不要再转账，不要再给任何人验证码\n\n社保不会发链接让您输密码、转账。工作人员会优先和您联系。",
    mark: "【优先】可能遭遇诈骗",
  },
  {
    kind: "complaint",
    hears:
      /(我?要|想|必须)(投诉|举报)(?!(个人|有人|挂靠|别人))|投诉(你们|客服|窗口|工作人员|社保局)|(态度|服务)(太|很|真|这么|非常)?(差(?!额)|恶劣|烂|坏)|踢皮球|(没|冇得|没得)人管(我们?|这事)?[啊吗呀！!。]*$|推来推去|推了.{0,4}(部门|窗口)|忽悠(我|人)|白跑|干什么吃的|不作为|市长热线|上访|狗屁|废物|他妈的|^滚[！!。]*$/,
    unless: /^(?!.*(你们|窗口|社保局|大厅|工作人员|12333)).*(单位|公司|老板|厂里?|用人|雇主|劳务)/s,
    say: "对不起，让您受气了。您的意见会由工作人员优先处理，请把经过写在这里：什么时候、哪个窗口或哪件事。也可以打 12345 或 12333 投诉。",
    mark: "【优先】市民投诉",
  },
];

const isHeard = (words: string, { hears, harmless, unless }: Sensitive): boolean =>
  hears.test(harmless ? words.replace(harmless, "") : words) && !(unless?.test(words) ?? false);

/** The gravest that is heard. */
export const findSensitive = (words: string): Sensitive | undefined => sensitive.find((one) => isHeard(words, one));

/** Somebody complains about us, whatever graver is heard besides. */
export const isComplaint = (words: string): boolean =>
  sensitive.some((one) => one.kind === "complaint" && isHeard(words, one));
