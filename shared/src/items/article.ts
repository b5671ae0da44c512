import type { Capacity } from "../item/index.ts";

/**
 * The 20 services that the article 《武汉市社会保险网上服务平台建设探究》 lists for its three halls (S9–S28): which item answers each, in
 * which capacity. A claim only: what runs is counted by the end-to-end test that walks each row (`npm run items`).
 */
export const articleRows = {
  S9: { hall: "单位", name: "职工续保", item: "employee-enrolment", as: "employer" },
  S10: { hall: "单位", name: "暂停缴费", item: "employee-stop", as: "employer" },
  S11: { hall: "单位", name: "单位一般信息变更", item: "employer-info-change", as: "employer" },
  S12: { hall: "单位", name: "个人一般信息变更", item: "employee-info-change", as: "employer" },
  S13: { hall: "单位", name: "职工当月欠款注销", item: "month-cancellation", as: "employer" },
  S14: { hall: "单位", name: "缴费信息查询", item: "employer-payment-record", as: "employer" },
  S15: { hall: "单位", name: "建筑施工企业农民工参加工伤保险", item: "construction-project-injury", as: "employer" },
  S16: { hall: "单位", name: "年度工资申报", item: "wage-declaration", as: "employer" },
  S17: { hall: "社区", name: "个人续保", item: "flexible-employment-renewal", as: "agent" },
  S18: { hall: "社区", name: "暂停缴费", item: "flexible-stop", as: "agent" },
  S19: { hall: "社区", name: "欠费注销", item: "arrears-cancellation", as: "agent" },
  S20: { hall: "社区", name: "欠费补缴", item: "arrears-payment", as: "agent" },
  S21: { hall: "社区", name: "中断补缴", item: "interruption-back-payment", as: "agent" },
  S22: { hall: "社区", name: "一般信息变更", item: "person-info-change", as: "agent" },
  S23: { hall: "社区", name: "缴费档次变更", item: "tier-change", as: "agent" },
  S24: { hall: "社区", name: "缴费信息查询", item: "payment-record", as: "agent" },
  S25: { hall: "灵活就业", name: "续保", item: "flexible-employment-renewal", as: "self" },
  S26: { hall: "灵活就业", name: "暂停缴费", item: "flexible-stop", as: "self" },
  S27: { hall: "灵活就业", name: "失业待遇申领", item: "unemployment-claim", as: "self" },
  S28: { hall: "灵活就业", name: "缴费信息查询", item: "payment-record", as: "self" },
} as const satisfies Record<string, { hall: string; name: string; item: string; as: Capacity }>;
export type ArticleRow = keyof typeof articleRows;
