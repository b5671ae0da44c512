import type { Entry } from "../entry.ts";

const common = {
  topic: "社保卡",
  linkedItems: [],
  trust: "official",
  policyYear: 2023,
  effectiveFrom: "2022-01-01",
  source: { title: "社会保障卡、电子社保卡服务问答" },
} as const;

export const card: readonly Entry[] = [
  {
    ...common,
    id: "card-expired",
    question: "社保卡到期了怎么办",
    similar: ["社保卡有效期到了要换吗", "社保卡过期怎么换新卡"],
    keywords: ["到期", "换卡", "60天"],
    answer:
      "到期前 60 天内就可以换，到社保卡服务银行网点或线上申请换领。社保不会发短信让您点链接换卡，收到这样的短信不要点。",
  },
  {
    ...common,
    id: "card-sealed",
    question: "社保卡显示封存是什么意思",
    similar: ["电子社保卡提示封存怎么办", "卡状态封存怎么启用"],
    keywords: ["封存", "启用", "激活"],
    answer: "封存表示卡已制好但还没启用。本人带身份证到发卡银行网点领卡并激活就行。",
  },
  {
    ...common,
    id: "card-face",
    question: "电子社保卡人脸识别总是不通过怎么办",
    similar: ["刷脸认证老是失败", "人脸总提示不匹配"],
    keywords: ["人脸", "刷脸", "不匹配"],
    answer:
      "换个光线好的地方，脸放在框里、摘掉眼镜帽子；确认微信实名是您本人。身份证照片太旧的，先到派出所换身份证。还是不行，可以到窗口办，不是非刷脸不可。",
  },
  {
    ...common,
    id: "card-lost",
    question: "社保卡丢了怎么办",
    similar: ["社保卡遗失怎么挂失补办", "社保卡掉了怎么补卡"],
    keywords: ["挂失", "补办", "丢失"],
    trust: "check",
    answer:
      "先挂失：打 12333，或在电子社保卡里办。卡里的金融账户要另打发卡银行电话挂失。然后本人带身份证到银行网点补办。挂失期间电子社保卡一般还能用。",
  },
  {
    ...common,
    id: "card-password",
    question: "社保卡密码忘了怎么办",
    similar: ["电子社保卡密码怎么重置", "社保卡密码能改吗"],
    keywords: ["密码", "重置", "忘记"],
    answer:
      "电子社保卡的密码在手机上用短信加刷脸就能重置。实体卡的社保密码到社保窗口重置，银行取款密码到发卡银行重置。",
  },
  {
    ...common,
    id: "card-two-passwords",
    question: "电子社保卡和实体卡的密码一样吗",
    similar: ["电子社保卡密码是不是实体卡密码", "电子卡密码和银行密码有什么区别"],
    keywords: ["密码", "实体卡", "电子卡"],
    answer: "不一样。电子社保卡有自己的密码，实体卡的社保密码和银行密码也是分开的，互不影响。",
  },
  {
    ...common,
    id: "card-family",
    question: "老人孩子没有手机怎么用电子社保卡",
    similar: ["怎么帮爸妈办电子社保卡", "电子社保卡亲情服务怎么用"],
    keywords: ["亲情服务", "老人", "孩子"],
    answer: "用您自己电子社保卡里的「亲情服务」添加老人或孩子，就能替他们出示和查询。",
  },
  {
    ...common,
    id: "card-bank",
    question: "社保卡的银行功能怎么激活",
    similar: ["社保卡金融账户怎么开通", "社保卡怎么才能存钱取钱"],
    keywords: ["金融功能", "激活", "银行"],
    answer: "本人带身份证和社保卡，到卡面上那家银行的网点激活，不能代办线上激活。",
  },
  {
    ...common,
    id: "card-levels",
    question: "电子社保卡一级签发和二级签发有什么区别",
    similar: ["一级签发是什么意思", "电子社保卡二级签发能干什么"],
    keywords: ["一级签发", "二级签发"],
    answer: "一级签发可以查询和出示身份；二级签发另外开通了支付结算，能用来付款。",
  },
];
