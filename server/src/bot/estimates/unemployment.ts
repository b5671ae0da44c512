import { beijingDay } from "@wsi/shared/case";
import { unemploymentBenefit } from "@wsi/shared/insurance";
import { Money, Region } from "@wsi/shared/values";
import { defineEstimate } from "./estimate.ts";
import { districtIn, spanIn } from "./reading.ts";

export const unemployment = defineEstimate({
  id: "unemployment",
  name: "算失业金",
  hears:
    /失业金.{0,2}(多少|几多)|(领|拿).{0,2}(多少|几多).{0,2}失业金|失业(金|保险金|保险|补贴)?.{0,6}(能|可以|可|该|应该|会)?(领|拿|发)到?.{0,4}(多少|几个月|多久|多长|几个|几多)|(算|测).{0,6}失业|我.{0,12}失业(金|保险).{0,6}(多少|几个月|几多)/,
  unless: /算不算|没领完|期间|重新|到账|还能用|津贴|退多少|领的时候|条件/,
  entries: ["unemployment-amount", "unemployment-months"],
  tool: "unemployment",
  slots: {
    paid: {
      ask: "您累计交了多久失业保险？交过几段的，加起来算。",
      choices: ["不到一年", "3年", "7年", "12年"],
      hint: "请写几年几个月，比如「6年」「3年5个月」。",
      read: (words, _now, alone) => spanIn(words, alone),
      known: (self) => (self.unemploymentMonths > 0 ? `${self.unemploymentMonths}个月` : undefined),
    },
    district: {
      ask: "您的失业保险在哪个区？各区标准不一样，点一个，或者直接写区名。",
      choices: ["武昌区", "洪山区", "黄陂区", "江夏区"],
      hint: "请写武汉的一个区，比如「武昌区」「蔡甸」「光谷」。",
      read: (words) => districtIn(words),
      known: (self) => (self.region === null ? undefined : Region.print(self.region)),
    },
  },
  work({ paid, district }, { now, figures }) {
    const found = unemploymentBenefit(figures, district, paid, beijingDay(now));
    const buttons = [{ label: "领失业金的条件", say: "什么情况能领失业金" }];
    if (!found.ok)
      return {
        text: `${found.message}，您现在交了 ${paid} 个月，还领不到。已交的时间不会作废，以后接着交、累计满一年就行。`,
        buttons,
      };
    const { monthly, months, basis, verified } = found.value;
    const lines = [
      `${Region.print(district)}，交了 ${Math.floor(paid / 12)} 年${paid % 12 > 0 ? ` ${paid % 12} 个月` : ""}：`,
      `· 每月 ${Money.print(monthly)}（最低工资的 90%）`,
      `· 最长能领 ${months} 个月`,
      `· 领满一共 ${Money.print(monthly * months)}`,
      "",
      `依据：《社会保险法》第四十六条；${basis}${verified ? "" : "，以公布为准"}。领之前还要符合条件、办失业登记。`,
    ];
    return { text: lines.join("\n"), buttons };
  },
});
