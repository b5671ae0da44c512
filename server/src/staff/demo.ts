import type { StaffRole } from "@wsi/shared/contract";

/** For trying out: accounts whose password stands in the README. Never in production (env.ts refuses to load them). */
export const demoPassword = "wuhan-demo-2026";
export const demoStaff: readonly { account: string; name: string; roles: StaffRole[] }[] = [
  { account: "chuangkou", name: "窗口·秦窗口", roles: ["counter"] },
  { account: "shenhe", name: "审核·沈核", roles: ["reviewer"] },
  { account: "fuhe", name: "复核·傅核", roles: ["reviewer"] },
  { account: "kefu", name: "客服·柯福", roles: ["agent"] },
  { account: "zhuguan", name: "主管·朱管", roles: ["supervisor"] },
  { account: "yunying", name: "运营·云英", roles: ["editor"] },
  { account: "shengao", name: "审稿·沈稿", roles: ["editor"] },
  { account: "guanli", name: "管理·关理", roles: ["admin"] },
];
/** Comes with the demo's talks: without a second supervisor nobody could decide an appeal. */
export const secondSupervisor = { account: "dudao", name: "主管·杜导", roles: ["supervisor" as const] };
