import type { Given } from "./given.ts";
import { inventIdNumber } from "./identity.ts";
import type { Life } from "./life.ts";
import { staff } from "./staff.ts";

const BOTH = ["pension", "medical"] as const;
const yuan = (amount: number): number => amount * 100;

/** Invented people, each in one situation of life; months are counted back from the day they are loaded. */
const situations = {
  employed: {
    name: "陈长江",
    sex: "male",
    birthDate: "1984-03-12",
    mobile: "13800138001",
    region: "420106",
    situation: "在一家单位连续参保十年，五险齐全",
    jobs: [{ employer: "machinery", wage: yuan(6200), from: 119 }],
  },
  "job-changer": {
    name: "周东湖",
    sex: "female",
    birthDate: "1990-07-25",
    mobile: "13800138002",
    region: "420190",
    situation: "换过一次工作，两家单位之间没有断缴",
    jobs: [
      { employer: "teahouse", wage: yuan(4300), from: 119, to: 43, why: "本人辞职" },
      { employer: "software", wage: yuan(9800), from: 42 },
    ],
  },
  "flexible-active": {
    name: "刘晴川",
    sex: "female",
    birthDate: "1981-11-03",
    mobile: "13800138003",
    region: "420105",
    situation: "灵活就业，按 60% 档次正常缴费",
    jobs: [{ employer: "teahouse", wage: yuan(3900), from: 119, to: 70, why: "合同到期" }],
    flexible: [{ tier: 60, schemes: BOTH, from: 69 }],
  },
  "flexible-paused": {
    name: "李小江",
    sex: "male",
    birthDate: "1988-05-16",
    mobile: "13800138004",
    region: "420102",
    situation: "灵活就业，暂停缴费五个月，想续保（演示「灵活就业续保」）",
    jobs: [{ employer: "machinery", wage: yuan(5100), from: 119, to: 61, why: "本人辞职" }],
    flexible: [{ tier: 60, schemes: BOTH, from: 60, to: 6 }],
  },
  interrupted: {
    name: "王小汉",
    sex: "female",
    birthDate: "1986-09-08",
    mobile: "13800138005",
    region: "420111",
    situation: "离开单位后断了两个月，现在灵活就业正常缴费，想补上（演示「中断补缴」）",
    jobs: [{ employer: "teahouse", wage: yuan(4600), from: 119, to: 6, why: "合同到期" }],
    flexible: [{ tier: 60, schemes: BOTH, from: 3 }],
  },
  "long-gap": {
    name: "赵磨山",
    sex: "male",
    birthDate: "1977-01-30",
    mobile: "13800138006",
    region: "420107",
    situation: "几年前断了十四个月，现在由单位参保；超过补缴窗口，会被说明理由拒绝",
    jobs: [
      { employer: "machinery", wage: yuan(4800), from: 119, to: 50, why: "本人辞职" },
      { employer: "software", wage: yuan(7600), from: 35 },
    ],
  },
  arrears: {
    name: "孙楚河",
    sex: "male",
    birthDate: "1982-12-19",
    mobile: "13800138007",
    region: "420104",
    situation: "灵活就业，最近三个月扣款没有成功，有欠费",
    jobs: [{ employer: "machinery", wage: yuan(4500), from: 119, to: 49, why: "本人辞职" }],
    flexible: [{ tier: 80, schemes: BOTH, from: 48, unpaid: [3, 2, 1] }],
  },
  unemployed: {
    name: "吴琴台",
    sex: "female",
    birthDate: "1983-04-27",
    mobile: "13800138008",
    region: "420105",
    situation: "合同到期单位没有续签，正在领失业金",
    jobs: [
      {
        employer: "teahouse",
        wage: yuan(5200),
        from: 119,
        to: 4,
        reason: "contract-ended",
        why: "劳动合同期满，单位不续签",
      },
    ],
    benefit: { kind: "unemployment", monthly: yuan(1989), from: 3, months: 17, monthsPaid: 116 },
  },
  retired: {
    name: "郑归元",
    sex: "male",
    birthDate: "1960-06-10",
    mobile: "13800138009",
    region: "420103",
    situation: "已经退休，领养老金",
    jobs: [{ employer: "machinery", wage: yuan(5600), from: 119, to: 76, why: "退休" }],
    benefit: { kind: "pension", monthly: yuan(3260), from: 75 },
  },
  graduate: {
    name: "冯樱园",
    sex: "female",
    birthDate: "2004-03-21",
    mobile: "13800138010",
    region: "420106",
    situation: "刚毕业，从没参过保",
  },
  "two-employers": {
    name: "许两江",
    sex: "male",
    birthDate: "1987-08-14",
    mobile: "13800138011",
    region: "420106",
    situation: "同时在两家单位上班：五险在第一家，第二家另缴工伤",
    jobs: [
      { employer: "machinery", wage: yuan(6800), from: 119 },
      { employer: "software", wage: yuan(3000), from: 14, schemes: ["work-injury"] },
    ],
  },
  foreigner: {
    name: "安娜·林德",
    sex: "female",
    birthDate: "1985-02-17",
    mobile: "13800138012",
    region: "420190",
    situation: "外国人永久居留身份证持有人，由单位参保",
    idRegion: "990752",
    jobs: [{ employer: "software", wage: yuan(15800), from: 36 }],
  },
  "site-worker": {
    name: "何大桥",
    sex: "male",
    birthDate: "1975-10-05",
    mobile: "13800138013",
    region: "420111",
    situation: "工地上的农民工，只随工程项目参加工伤保险",
    site: 7,
  },
  "builder-clerk": {
    name: "吕晓工",
    sex: "female",
    birthDate: "1989-06-23",
    mobile: "13800138014",
    region: "420111",
    situation: "建筑施工企业的社保经办人",
    jobs: [{ employer: "builder", wage: yuan(5700), from: 119 }],
    clerkOf: "builder",
  },
  "newcomer-clerk": {
    name: "施新月",
    sex: "female",
    birthDate: "1995-01-09",
    mobile: "13800138015",
    region: "420103",
    situation: "新开户单位的社保经办人，第一次办业务",
    jobs: [
      { employer: "teahouse", wage: yuan(4400), from: 90, to: 3, why: "本人辞职" },
      { employer: "newcomer", wage: yuan(6600), from: 2 },
    ],
    clerkOf: "newcomer",
  },
  "community-agent": {
    name: "张社英",
    sex: "female",
    birthDate: "1980-09-29",
    mobile: "13800138016",
    region: "420105",
    situation: "社区代办员，受几位居民委托办事",
    jobs: [{ employer: "community", wage: yuan(4900), from: 119 }],
    residents: ["flexible-active", "flexible-paused", "arrears", "retired"],
  },
  "teahouse-owner": {
    name: "秦楚茗",
    sex: "female",
    birthDate: "1979-04-15",
    mobile: "13800138017",
    region: "420102",
    situation: "小公司的法定代表人，指定谁做社保经办人",
    jobs: [{ employer: "teahouse", wage: yuan(8200), from: 119 }],
  },
  "teahouse-clerk": {
    name: "韩知夏",
    sex: "female",
    birthDate: "1992-08-30",
    mobile: "13800138018",
    region: "420102",
    situation: "普通单位的社保经办人，单位有十几位员工",
    jobs: [{ employer: "teahouse", wage: yuan(5400), from: 64 }],
    clerkOf: "teahouse",
  },
} as const satisfies Record<string, Given>;
const given = { ...situations, ...staff };

export type PersonaCode = keyof typeof given;
export type Persona = Given & Life & { code: PersonaCode };

/** In the order a newcomer should meet them. */
export const personas: readonly Persona[] = Object.entries(given).map(([code, one]: [string, Given], order) => ({
  ...one,
  code: code as PersonaCode,
  idNumber: inventIdNumber(one.birthDate, one.sex, order, one.idRegion),
}));

/** The persona of a code. */
export function personaOf(code: PersonaCode): Persona {
  const found = personas.find((one) => one.code === code);
  if (!found) throw new Error(`no persona ${code}`);
  return found;
}
