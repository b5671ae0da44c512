import { Composer } from "./composer.ts";
import { hasText, isAboutOthers, page, text, toAPerson, type Context, type Telling } from "./context.ts";

/** Questions about the person who asks: answered from their own records when they are bound, else the way to be. */
const questions: readonly { hears: RegExp; tell: keyof Telling }[] = [
  {
    hears: /^(查|看)?(一?下)?我的?(窗口)?预约$|我(约|预约)(的|了).{0,8}(几点|什么时候|哪天|哪里)|(改|取消).{0,4}预约/,
    tell: "appointments",
  },
  { hears: /申请.{0,3}批了?没|到哪一?步/, tell: "progress" },
  { hears: /我(的)?(社保|医保).{0,3}(断了没|正常)|我有没有社保/, tell: "standing" },
  { hears: /我还差(几|多少)年/, tell: "years" },
  {
    hears:
      /^(帮我)?(查|看)?(询|一?下)?我的?(养老|养老保险|社保)?(个人)?账户(里|上)?(余额|有多少钱?|多少钱?|还?有几多)?(了|呀|啊)?$|我的?个人账户.{0,4}(多少|余额|储存额)/,
    tell: "account",
  },
  { hears: /^我?(的?社保)?(一共|总共)?累计(缴|交)?(费|了)?(了)?(多少|几)个?(月|年)(了|呀|啊)?$/, tell: "years" },
  {
    hears:
      /^(帮我)?(查|看)(询|一?下|一?哈)?(我的?|个人)?(社保|医保|缴费)(记录|缴费|缴费记录|明细)?$|单位.{0,6}给我交.{0,4}(吗|没有?)$|\d月份?.{0,3}(扣款|交|扣).{0,3}(成功|了)?(没|吗)$|我医保交了(没|吗)/,
    tell: "payments",
  },
  {
    hears:
      /^(查|看)?(一?下)?(我的|我)?(办件|办理|申请|业务)?(的)?(进度|办到哪)|我的?(申请|办件|业务).{0,6}(进度|怎么样|办好|通过|到哪)/,
    tell: "progress",
  },
  { hears: /(上个?月|这个?月|本月).{0,6}(交|缴|扣)(费|款|上|了|没)?(了|没有|没|吗|款|成功)/, tell: "payments" },
  {
    hears:
      /我.{0,6}(什么|哪个|哪一|多少|几).{0,2}档|我的?(缴费)?档次(是|多少|$)|我的?参保(状态|情况|信息)|我(现在)?有没有参保/,
    tell: "standing",
  },
  {
    hears:
      /我.{0,8}(交|缴)(了|过|满).{0,6}(多少|几|多久|多长)(年|个?月|时间)?|我的?(累计)?(缴费|社保|养老|医保)?(年限|月数|工龄)(是|有|多少|$)/,
    tell: "years",
  },
  { hears: /我.{0,6}(有没有|有无|是不是|是否|还)?.{0,2}欠(费|缴|款|交|钱|了?多少)|我的?欠费/, tell: "arrears" },
  { hears: /(查|看)(一?下)?我的(缴费|社保|参保)|我(的)?社保交(上)?了?(吗|没)/, tell: "payments" },
];

/** Sounds personal and asks for a rule, or for what to do: the knowledge base's. */
const aboutRules =
  /怎么(办|改|补|投诉|算)|有误|错了?|为什么|影响|期间|报销?|到账|材料.{0,4}(几天|多久)|查到|划算|合适|该(交|选)|选什么|想改|可以|能领|找谁|(单位|公司)欠|是不是按|没欠/;

export function personal(): Composer<Context> {
  const own = new Composer<Context>();
  own.filter(hasText).use((ctx, next) => {
    if (isAboutOthers(ctx.text) || aboutRules.test(ctx.text)) return next();
    const asked = questions.find(({ hears }) => hears.test(ctx.text));
    if (!asked) return next();
    const { personId } = ctx.follower;
    if (personId === null) {
      ctx.reply(
        text(
          "这要看您本人的记录。先绑定一次身份（用社保窗口给的密码条），以后问一句就能查。",
          page("去绑定", "me/bind/index"),
          toAPerson,
        ),
      );
      return;
    }
    ctx.act(async (tx) => {
      const told = await ctx.services.personal[asked.tell](tx, personId, ctx.now);
      return text(told.text, page(told.label, told.open), toAPerson);
    });
  });
  return own;
}
