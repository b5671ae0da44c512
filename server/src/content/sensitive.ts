import { simplified } from "../simplified.ts";

/**
 * Words after which a machine must not go on as usual 敏感词: somebody in danger, somebody robbed, somebody who complains about us.
 * A person of the office comes first in the queue; what helps at once is said at once. Numbers: 12356 is the national line for
 * psychological help (2025), 96110 the police line against fraud.
 *
 * The patterns are heard in one writing (`plain`). Where a life may depend on it, doubt is for who wrote; a plain question about rules is
 * nobody's danger.
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

const anyOf = (...patterns: string[]): RegExp => new RegExp(patterns.join("|"));
const everyOf = (...patterns: string[]): RegExp => new RegExp(patterns.join("|"), "g");

const acts = "自杀|自尽|轻生|跳楼|跳江|跳河|投江|投河|上吊|割腕|喝农?药|烧炭";
/** Of whom it may be told as something that has happened. */
const others =
  "员工|职工|同事|工友|老公|丈夫|老婆|爱人|爸爸?|妈妈?|父亲|母亲|儿子|女儿|哥哥?|姐姐?|弟弟?|妹妹?|亲戚|邻居|他|她|有人|人家|别人|参保人";
/** It has happened, or the rules are asked about it. */
const happened =
  "身亡|死亡|死了|去世|致死|致残|未遂|受伤|住院|之?后|以后|的(?:人|职工|员工|家属|情况|算|属于)|算(?:不算)?|属于|是不是|是否";

const crisis: Sensitive = {
  kind: "crisis",
  hears: anyOf(
    "不想(继续)?活|不活[了啦]|活[腻够]|生不如死|不如死|一死了之|死了算|去死(算了|了算)|寻死|求死|死给你们?看|死在(你们|社保|大厅|窗口)",
    "(?<!累得|笑|帅|丑)(我|真|真的|就|都|好|很|只)[想去]死(?!前|后|机|亡|者|缓)|想去?死(了|的心)",
    "^我?(真的?|好|很|就)?[想要]去?死[了啊吧，]*$",
    "[活过撑熬]不下去|活下去的?(勇气|力气|信心|希望)|(没|冇得?|没得)法活|活不成",
    "活[着到得](真的?|实在|太|好)?([没冇][得有]?(意思|意义)|太?累了?(?=$|，))",
    "自杀|自尽|轻生|(自我|自行)了断|了[断结](自己|我自己|生命|这条命|此生)|杀了我?自己|结束(自己的?|我的?)?(生命|这一生)",
    "一了百了(算|吧|了$)|想一了百了|不想在这?个?(世|人世)|离开这个(世界|人世)|^我?(只|就|真)?想解脱",
    "跳楼|跳[长汉]?[江河]|投[江河](自|了|算)|^我?[想要去]?投[江河]|跳(下去|桥|长江大桥)",
    "[想要去](上吊|烧炭)|上吊(算了|死|自)|烧炭[自死]|割腕|安眠药|遗书|喝农药|[喝吃]药(算了|死)",
  ),
  harmless: everyOf(
    "笑死|想死前|想死后|跳楼(?:机|价|甩卖|大甩卖)|预防自杀|自杀(?:干预|条款|免责)",
    // Said to calm somebody, or to deny it.
    `(?:没有?|不会|不是|并不|不可能|绝不|决不)(?:再|真的|要|去|在|想过?|说要?|打算|考虑过?|是)*(?:${acts}|想不开|死)(?:的(?=$|，))?`,
    `(?:员工|职工|同事|工友).{0,4}(?:${acts})(?=.{0,10}工伤)`,
    `(?:${others})[因是的]?.{0,4}(?:${acts})(?:了|${happened})`,
    // A question about rules, unless somebody asks it for the time after their own death.
    `(?<!我.{0,4})(?:${acts})(?:自杀)?(?:${happened})`,
    `(?<!我.{0,4})(?:${acts}).{0,6}(?=工伤|医保|视同)`,
  ),
  say: "听到您这么说，我们很担心您。请先别一个人扛着：\n· 心理援助热线 12356，24 小时有人接听\n· 有危险请马上打 110 或 120\n\n如果是您身边的人：请先陪着他，别让他一个人；12356 也会教您怎么做。\n\n社保上的难处可以慢慢解决，您写在这里的话，工作人员会最先看到。",
  mark: "【紧急】可能有轻生念头，请立即接入",
};

const fraud: Sensitive = {
  kind: "fraud",
  hears: anyOf(
    "(被|遭|让人?).{0,4}(骗|受骗)|[遭遇碰][到上]?了?.{0,3}(诈骗|骗子)|上当|受骗|骗[走去了].{0,8}[钱元块万千]",
    "[转汇付打给].{0,8}骗子|(发现|知道|原来)[是被]?骗子|冒充.{0,12}(转账|汇款|转钱|打款|骗钱|要钱|验证码)",
    "[钱款].{0,6}(被(转走|盗|划走|刷)|不见了|没了|冇得了)|盗刷|钱给了.{0,4}找不到|我(已经)?[转汇]了$",
    "(验证码|银行卡密码).{0,3}都?(告诉|给|发|报)给?了?(别人|他|她|对方|人家|骗子|陌生人)|验证码.{0,2}我?[报给发]给?(了$|他|她|别人|对方)",
    "(告诉|发|报)给?了?(别人|他|她|对方|人家|骗子).{0,8}(验证码|密码)|(卡号|身份证).{0,6}(告诉|发给|给)了?(他|她|对方|别人)",
    "点(了|开).{0,4}链接|链接.{0,6}我?(点了|点开了|填了)|(中介|代办).{0,14}(跑了|失联|找不到|联系不上)",
  ),
  harmless: everyOf(
    "(?:怎么|如何|怎样)(?:防止|预防|避免|防范|识别|分辨).{0,4}(?:被骗|骗子|诈骗)",
    "(?:没有?|不会|不想)被骗|被骗的?(?:案例|例子|新闻|套路|故事)|骗子(?:常用|的套路)",
  ),
  say: "请马上：\n· 打 96110（反诈）或 110 报警，越快越有可能追回\n· 打银行客服，冻结银行卡\n· 不要再转账，不要再给任何人验证码\n\n社保不会发链接让您输密码、转账。工作人员会优先和您联系。",
  mark: "【优先】可能遭遇诈骗",
};

const complaint: Sensitive = {
  kind: "complaint",
  hears: anyOf(
    "(要|想|必须)[去打]?(12345|12333|市长热线|信访|政府)?(投诉|举报)(?!(个人|有人|挂靠|别人))|[给帮]我投诉|^我?投诉，*$",
    "(投诉|举报)(你们|客服|窗口|工作人员|社保局)|不满意(你们|窗口|客服|服务)|找(你们|窗口|社保局)的?(领导|局长|主任|负责人)",
    "(态度|服务)(太|很|真|这么|非常)?(差(?!额)|恶劣|烂|坏)|(你们|窗口|客服|社保局).{0,4}(差劲|骗人|坑人|黑心|是骗子)",
    "(太|真|什么|真是|就是)垃圾(?!短信|分类|处理|清运)|垃圾(服务|系统|公众号|小程序|客服|单位|部门|平台|社保)|^(垃圾|差评|黑心|坑人|骗子|滚)，*$",
    "踢皮球|(没|冇得|没得)人管(我们?|这事)?[啊吗呀，]*$|推来推去|推了.{0,4}(部门|窗口)|忽悠[我人]|白跑|干什么吃的|不作为",
    "市长热线|上访|狗屁|废物|他妈的",
  ),
  unless: /^(?!.*(你们|窗口|社保局|大厅|工作人员|12333)).*(单位|公司|老板|厂里?|用人|雇主|劳务)/,
  say: "对不起，让您受气了。您的意见会由工作人员优先处理，请把经过写在这里：什么时候、哪个窗口或哪件事。也可以打 12345 或 12333 投诉。",
  mark: "【优先】市民投诉",
};

/** The gravest first. */
const sensitive: readonly Sensitive[] = [crisis, fraud, complaint];

/** What is written so that no machine shall read it, by sound, or by a slip of the keyboard. */
const disguised: readonly (readonly [RegExp, string])[] = [
  [/紫砂(?![壶杯茶具锅煲泥器煮])|自[鲨刹煞s]|zi?sha(?![a-z])/g, "自杀"],
  [/[鲨煞](?=了(我|自己))/g, "杀"],
  [/(?<=想|想去|要去)(4|s|si|鼠|亖|逝)(?=[了啊吧，]|$)/g, "死"],
  [/qingsheng/g, "轻生"],
  [/(?<=被人?)(片|p|pian|谝)(?=了)/g, "骗"],
  [/诈片|炸骗|zhapian/g, "诈骗"],
  [/头诉|投拆|投述|透诉|tousu|投su/g, "投诉"],
];

/** One writing: simplified, without what is put between the characters of a word; where a sentence ends there is a 「，」. */
function plain(words: string): string {
  const said = simplified(words.normalize("NFKC").toLowerCase())
    .replaceAll(/[。！!？?；;：:、，,\n]+/g, "，")
    .replaceAll(/[^\p{L}\p{N}，]+/gu, "");
  return disguised.reduce((text, [form, word]) => text.replaceAll(form, word), said);
}

/** `said` in one writing. */
const isHeard = (said: string, { hears, harmless, unless }: Sensitive): boolean =>
  hears.test(harmless ? said.replaceAll(harmless, "") : said) && !(unless?.test(said) ?? false);

/** The gravest that is heard. */
export function findSensitive(words: string): Sensitive | undefined {
  const said = plain(words);
  return sensitive.find((one) => isHeard(said, one));
}

/** Somebody complains about us, whatever graver is heard besides. */
export const isComplaint = (words: string): boolean => isHeard(plain(words), complaint);

/** What is said at once. At night nobody of ours reads it: then the line that is answered comes first, and nothing is promised. */
export const helpFor = ({ kind, say }: Sensitive, staffed: boolean): string =>
  kind !== "crisis" || staffed ? say : `${say}\n\n现在没有人值班，请先打 12356，有人接。`;
