interface StopReasonWords {
  label: string;
  /** What it means for unemployment benefit: 非因本人意愿中断就业 (社会保险法 45; 失业保险金申领发放办法 4). */
  benefit: "may-claim" | "may-not" | "does-not-arise";
}

/** 减员原因. The reason decides whether the person may draw unemployment benefit, so it must be the true one. */
export const stopReasons = {
  "contract-ended": { label: "劳动合同期满，单位不续签", benefit: "may-claim" },
  dismissed: { label: "单位解除劳动合同（辞退、裁员）", benefit: "may-claim" },
  "mutual-by-employer": { label: "单位提出，协商一致解除", benefit: "may-claim" },
  "forced-to-leave": { label: "单位欠薪或不缴社保等，本人被迫解除", benefit: "may-claim" },
  "employer-closed": { label: "单位破产、吊销、关闭或解散", benefit: "may-claim" },
  resigned: { label: "本人辞职", benefit: "may-not" },
  "not-renewed-by-person": { label: "劳动合同期满，本人不续签", benefit: "may-not" },
  "mutual-by-person": { label: "本人提出，协商一致解除", benefit: "may-not" },
  moved: { label: "调到其他单位", benefit: "does-not-arise" },
  retired: { label: "退休", benefit: "does-not-arise" },
  military: { label: "应征服兵役", benefit: "does-not-arise" },
  study: { label: "升学", benefit: "may-not" },
  abroad: { label: "移居境外", benefit: "does-not-arise" },
  died: { label: "死亡", benefit: "does-not-arise" },
} as const satisfies Record<string, StopReasonWords>;

export type StopReason = keyof typeof stopReasons;

export const isStopReason = (code: string): code is StopReason => Object.hasOwn(stopReasons, code);

/** The consequence for the person, one sentence, to be shown before the employer confirms. */
export function stopConsequence(reason: StopReason): string {
  const { benefit } = stopReasons[reason];
  if (benefit === "may-claim")
    return "属于非因本人意愿中断就业：累计缴失业保险满一年的，本人可以申领失业金（社会保险法第四十五条）";
  if (benefit === "may-not") return "属于本人意愿中断就业：本人一般不能申领失业金（社会保险法第四十五条）";
  return "这种情形不涉及失业金";
}
