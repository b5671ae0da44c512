import { retirementOf, type RetirementGroup } from "@wsi/shared/insurance";
import { beijingDay } from "@wsi/shared/case";
import { Month, monthOf } from "@wsi/shared/values";
import { defineEstimate } from "./estimate.ts";
import { birthIn } from "./reading.ts";

const woman = /女/;
/** The two ages of women at units: 50 for workers, 55 for staff; flexible employment goes by 55. */
const worker = /工人|女工|(?<!\d)50(?=岁|退|$)|五十岁|操作|普工|流水线|车间|营业员|服务员|保洁/;
const staff = /干部|管理|技术|(?<!\d)55(?=岁|退|$)|五十五|灵活|没单位|没有单位|自己交|个人交|个体|自由职业/;

function groupIn(words: string): RetirementGroup | undefined {
  if (woman.test(words))
    return worker.test(words) && !staff.test(words) ? "female-50" : staff.test(words) ? "female" : undefined;
  return /男/.test(words) ? "male" : undefined;
}

export const retirement = defineEstimate({
  id: "retirement",
  name: "算退休时间",
  hears:
    /(我|本人|我妈|我爸|爸|妈|父亲|母亲|老婆|老公|爱人|出生|年生|月生|\d{2,4}年).{0,20}(什么时候|啥时候|几时|哪年|哪一年|几岁|多大|多少岁).{0,8}退休|(算|测).{0,8}退休/,
  unless: /手续|返聘|提前|工资|(多少|几多)钱|算.{0,3}退休金|军龄|开始延迟|我们这/,
  entries: ["retirement-age", "retirement-postponed", "retirement-years-needed"],
  tool: "retirement-age",
  slots: {
    born: {
      ask: "您（或家人）是哪年哪月出生的？",
      hint: "请写年和月，比如「1975年3月」。",
      read: (words, { now }, alone) => birthIn(words, now, alone),
      keep: (born: string) => Month.print(born.slice(0, 7)),
      known: (self) => self.birthDate,
    },
    group: {
      ask: "是男是女？女同志在单位的，还要看岗位。",
      choices: ["男", "女，管理或技术岗", "女，工人岗", "女，灵活就业"],
      hint: (words) =>
        woman.test(words)
          ? "女同志请再说一下岗位：管理或技术岗、工人岗，还是灵活就业？"
          : "请点一个，或者写「男」「女，工人岗」「女，灵活就业」。",
      read: (words) => groupIn(words),
      known: (self) => (self.sex === "male" ? "男" : undefined),
    },
  },
  work({ born, group }, { now, figures }) {
    const { month, age, postponed, earliest, monthsNeeded } = retirementOf(figures, group, born);
    const years = `${age.years} 岁${age.months > 0 ? `零 ${age.months} 个月` : ""}`;
    const lines = [
      `${Month.print(born.slice(0, 7))}出生，法定退休时间是 ${Month.print(month)}（${years}）。`,
      ...(month <= monthOf(beijingDay(now)) ? ["· 已经到了，还没办退休的请尽快问单位或社保经办机构"] : []),
      postponed > 0 ? `· 比原来晚 ${postponed} 个月（渐进式延迟退休）` : "· 不受延迟退休影响",
      ...(earliest < month && month > monthOf(beijingDay(now))
        ? [`· 缴费年限够了，最早 ${Month.print(earliest)}就可以自愿提前退`]
        : []),
      `· 那一年领养老金至少要累计缴费 ${monthsNeeded / 12} 年`,
      "",
      "依据：全国人大常委会《关于实施渐进式延迟法定退休年龄的决定》。特殊工种、病退另有规定；出生年月以档案认定为准。",
    ];
    return { text: lines.join("\n"), buttons: [{ label: "没交满年限怎么办", say: "到退休年龄没交满年限怎么办" }] };
  },
});
