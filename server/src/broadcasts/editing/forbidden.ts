/**
 * What an office must not say in a message to everybody, as data. Absolute words are forbidden by 广告法 art. 9 (3); the rest are the
 * words of swindlers and of chain letters, which WeChat punishes (诱导分享) and citizens have learnt to fear.
 */
export interface ForbiddenWord {
  word: string;
  because: string;
}

const absolute = "绝对化用语（广告法第九条），请改成能核实的说法";
const luring = "诱导分享或点击，微信会处罚公众号，请删掉";
const fraud = "像诈骗短信，群众会当成骗子，请删掉或改写";

const group = (because: string, words: readonly string[]): ForbiddenWord[] => words.map((word) => ({ word, because }));

export const forbiddenWords: readonly ForbiddenWord[] = [
  ...group(absolute, [
    "国家级",
    "最高级",
    "最佳",
    "最优惠",
    "全国第一",
    "全网最",
    "史上最",
    "百分之百",
    "100%通过",
    "绝对保证",
    "独一无二",
    "顶级",
    "万无一失",
    "永久有效",
  ]),
  ...group(luring, [
    "转发到朋友圈",
    "转发到群",
    "分享到朋友圈",
    "集赞",
    "不转不是",
    "转疯了",
    "扩散周知",
    "分享领取",
    "转发领取",
  ]),
  ...group(fraud, [
    "点击领取补贴",
    "社保卡已冻结",
    "社保卡停用",
    "账户异常",
    "安全账户",
    "验证码发给",
    "银行卡密码",
    "内部名额",
    "加急费",
    "代缴代办",
    "挂靠参保",
    "一次性补缴15年",
    "过期作废",
    "速领",
  ]),
];

/** Where a link in a broadcast may lead: the state, the city, WeChat itself. A host matches itself and what is under it. */
export const allowedHosts: readonly string[] = [
  "gov.cn",
  "12333.gov.cn",
  "mp.weixin.qq.com",
  "channels.weixin.qq.com",
  "work.weixin.qq.com",
];
