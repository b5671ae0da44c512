import { inventIdNumber } from "./identity.ts";
import type { Life } from "./life.ts";

/** Who works at the teahouse besides its owner and its clerk: an employer of ordinary size, for trying an employer's matters. */
const given: readonly [name: string, sex: "male" | "female", birthDate: string, wageYuan: number, months: number][] = [
  ["白一苇", "female", "1998-02-11", 4300, 30],
  ["蔡渡口", "male", "1991-10-24", 5100, 58],
  ["丁小满", "female", "2001-05-20", 4200, 11],
  ["方清明", "male", "1987-04-05", 6100, 96],
  ["葛云台", "male", "1994-12-03", 4800, 40],
  ["江秋白", "female", "1985-09-17", 5600, 84],
  ["林栖山", "female", "1996-07-07", 4500, 26],
  ["马放鹤", "male", "1990-01-28", 5000, 52],
  ["彭望月", "female", "1999-11-13", 4300, 18],
  ["沈采薇", "female", "1993-03-09", 4700, 37],
  ["田可可", "female", "2003-06-01", 4100, 2],
];

export const colleagues: readonly Life[] = given.map(([name, sex, birthDate, wage, from], order) => ({
  name,
  idNumber: inventIdNumber(birthDate, sex, 100 + order),
  sex,
  birthDate,
  mobile: null,
  region: "420102",
  jobs: [{ employer: "teahouse", wage: wage * 100, from }],
}));
