/**
 * What a payment certificate 参保证明 may be for (S35): whether months that were paid later count towards the months in a row, and
 * what the receiving office is known to ask. What it asks is its own rule: `trust` says how well we know it.
 */
export const certificatePurposes = {
  housing: {
    label: "购房",
    countsBackPaid: false,
    note: "补缴的月份不计入连续月数，另行标出。要几个月以房管部门公告为准。",
    trust: "weak",
  },
  residence: {
    label: "落户",
    countsBackPaid: false,
    note: "补缴的月份不计入连续月数，另行标出。要几个月以公安部门公告为准。",
    trust: "weak",
  },
  school: {
    label: "入学",
    countsBackPaid: true,
    note: "补缴的月份计入并标出。以教育部门当年招生办法为准。",
    trust: "weak",
  },
  fund: {
    label: "公积金",
    countsBackPaid: false,
    note: "灵活就业人员开公积金账户，据了解要通过武汉灵活就业窗口连续缴养老 6 个月，以公积金中心答复为准。",
    trust: "weak",
  },
  general: { label: "通用", countsBackPaid: true, note: "补缴的月份计入并标出。", trust: "ours" },
} as const;
export type CertificatePurpose = keyof typeof certificatePurposes;

export const purposeOptions = Object.fromEntries(
  Object.entries(certificatePurposes).map(([code, one]) => [code, one.label]),
) as Record<CertificatePurpose, string>;

/** How long a certificate may be shown, days; ours. */
export const certificateDays = 90;
