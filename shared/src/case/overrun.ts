const dayName = (day: string) => `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日`;

/** 超期说明 (优化营商环境条例 36), as the person reads it of a case or a roll: said by us, not found by counting days. */
export const overrunWords = (done: "办结" | "审完", promised: string, statutory: string | null): string =>
  `没能在承诺的 ${dayName(promised)} 前${done}，很抱歉。已提醒主管督办${statutory ? `，法定时限是 ${dayName(statutory)}` : ""}`;
/** A reviewer's own reason for it. */
export const overrunReason = (text: string): string => `超期原因：${text}`;
