/** Lists that form, roll 花名册 and ledger read alike: code → the words of the form. */

/** 户口性质 */
export const households = {
  "local-urban": "本市城镇",
  "local-rural": "本市农村",
  "other-urban": "外地城镇",
  "other-rural": "外地农村",
} as const;

/** 文化程度 */
export const educations = {
  primary: "小学",
  middle: "初中",
  high: "高中、中专",
  college: "大专",
  bachelor: "本科",
  master: "研究生",
} as const;

/** Why an employer cancels what is assessed and unpaid this month. */
export const cancelReasons = {
  "wrong-wage": "工资报错了，要重新核定",
  left: "员工上月或更早已经离职",
  double: "和别的单位重复核定了",
  other: "其他原因",
} as const;
export type CancelReason = keyof typeof cancelReasons;
export const isCancelReason = (code: string): code is CancelReason => Object.hasOwn(cancelReasons, code);
