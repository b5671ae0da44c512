import { simplified } from "../simplified.ts";

/** What people write when they want a person, want one no more, or would rather leave a message: in all the ways they write it. */

const anyOf = (...patterns: string[]): RegExp => new RegExp(patterns.join("|"));

const person = "(人工|客服|真人|活人|工作人员|接线员|坐席|座席)";
/** 人工智能, 人工审核, 客服电话 are things one asks about. */
const butNot = "(?!智能|费|成本|审|核|认证|授精|繁育|湖|电话|号码|工号|证|工资)";

const asksForAPerson = anyOf(
  `^(我?要?|请|帮我|您好|你好)?(转|找|接|换)?(一?下)?(人工|客服|真人)(客服|服务|坐席|座席)?(啊|吧|呢|在吗|在不在|谢谢)?$`,
  `(转|接|换|找|叫|要|呼叫|联系)(接|一?下|到|成|个|你们的?)?${person}${butNot}`,
  "^(现在)?有(没有)?(人工|真人|活人|客服)(客服|服务)?(吗|在吗|啊)?$|^(有没有|有冇得|有没得)人(啊|吗|在)?$|人工(客服|台)",
  "找个?人工?$|^找个?人(说|聊|跟我|问|讲)|^(我?要|想|叫|喊)?找?个?(真人|活人|工作人员|接线员|人来)$|^我?要人$|^换个?人来?$",
  "^我?(要|想)?[跟和与](真?人|人工|活人|工作人员)(说|聊|讲|沟通|通话|对话)|在线客服$",
  "(不|莫|别)(要|想|用)?(跟|和|用)?机器人?(说|回|答|讲|聊|了|$)",
  // By sound, and by slips of the keyboard.
  "^(zhuan)?rengong(kefu|fuwu)?$|^(请|帮我)?转[人仁任][工公功]$|[砖专赚]人工|人功$",
);
/** A longer text tells a story; in it such words stand for much. */
const LONGEST_WISH = 20;

const leavesTheQueue =
  /^那?(算了|不用了?|不排了|我不排了|不等了?|取消|退出)(不?转了|谢谢|吧)?$|^(取消|不|退出)再?(排队|等了?)$|^(取消|撤回)留言$/;
const waitsOn = /^那?我?还?(继续|接着|再)(等|排队?)(等|一等|下去|一下|一会儿?)?(吧|着)?$/;
const asksForAMessage = /^(改为|改成|我要|想)?留言吧?$/;

/** One writing: simplified, without blanks and punctuation. */
const plain = (words: string): string =>
  simplified(words.normalize("NFKC").toLowerCase()).replaceAll(/[^\p{L}\p{N}]+/gu, "");

export function wantsAPerson(words: string): boolean {
  const said = plain(words);
  return said.length <= LONGEST_WISH && asksForAPerson.test(said);
}
export const wantsToLeave = (words: string): boolean => leavesTheQueue.test(plain(words));
export const wantsToStay = (words: string): boolean => waitsOn.test(plain(words));
export const wantsAMessage = (words: string): boolean => asksForAMessage.test(plain(words));
