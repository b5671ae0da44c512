const weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

/** When the desk is there again, for who asks while it is closed: 现在是休息时间，1 月 4 日（周一）09:00 上班. Null: it never opens. */
export function openingWords(opens: { day: string; time: string } | null): string {
  if (opens === null) return "现在没有排班";
  const [, month, date] = opens.day.split("-").map(Number);
  return `现在是休息时间，${month} 月 ${date} 日（${weekdays[new Date(opens.day).getUTCDay()]}）${opens.time} 上班`;
}
