/** The words the room has for what the contract names in codes. */
import type { QualityCard, QualityReason } from "@wsi/shared/contract";

export const reasonName: Record<QualityReason, string> = {
  "low-mark": "差评",
  complaint: "投诉",
  "step-in": "主管介入",
};

/** Why this talk is looked at, as marks: 随机抽中, 差评 … */
export const whyChosen = ({ drawn, because, twice }: Pick<QualityCard, "drawn" | "because" | "twice">): string[] => [
  ...(drawn ? ["随机抽中"] : []),
  ...because.map((one) => reasonName[one]),
  ...(twice ? ["校准"] : []),
];

export const stateName: Record<QualityCard["state"], string> = {
  waiting: "待评",
  scored: "可申诉",
  appealed: "申诉中",
  settled: "已定",
};
export const outcomeName = { upheld: "维持", changed: "改分" } as const;
export const placeName = { first: "评分", second: "校准", appeal: "申诉改分" } as const;
