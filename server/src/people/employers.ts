import { addMonths } from "@wsi/shared/values";
import type { Insertable } from "kysely";
import type { InsuranceTables } from "../insurance/tables.ts";
import { inventCreditCode, uuidOf } from "./identity.ts";

type Given = {
  name: string;
  region: string;
  order: number;
  /** Months ago. */ opened: number;
  construction?: true;
  /** 免审. */ trust?: "vip";
};

/** Invented employers. */
const given = {
  machinery: { name: "武汉示例机电有限公司", region: "420106", order: 1, opened: 240, trust: "vip" },
  teahouse: { name: "武汉虚构茶饮有限公司", region: "420102", order: 2, opened: 150 },
  software: { name: "武汉演示软件有限公司", region: "420190", order: 3, opened: 180, trust: "vip" },
  builder: { name: "武汉样例建筑工程有限公司", region: "420111", order: 4, opened: 200, construction: true },
  newcomer: { name: "武汉初创示例文化有限公司", region: "420103", order: 5, opened: 2 },
  community: { name: "虚构街道示例社区服务中心", region: "420105", order: 6, opened: 220 },
  garment: { name: "武汉示范服饰有限公司", region: "420104", order: 7, opened: 190 },
  bakery: { name: "武汉虚设烘焙有限公司", region: "420106", order: 8, opened: 90 },
} as const satisfies Record<string, Given>;

export type EmployerCode = keyof typeof given;

export const employerId = (code: EmployerCode): string => uuidOf(`employer ${code}`);

/** Rows of the register, openings relative to `thisMonth`. */
export const employersOn = (thisMonth: string): Insertable<InsuranceTables["employers"]>[] =>
  Object.entries(given).map(([code, one]: [string, Given]) => ({
    id: employerId(code as EmployerCode),
    credit_code: inventCreditCode(one.order),
    name: one.name,
    region: one.region,
    opened_on: `${addMonths(thisMonth, -one.opened)}-01`,
    construction: one.construction ?? false,
    address: "武汉市虚构路 1 号",
    phone: "02700000000",
    // Known once the people are there.
    legal_person_id: null,
    trust: one.trust ?? "ordinary",
  }));
