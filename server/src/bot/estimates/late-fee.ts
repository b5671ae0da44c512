import { beijingDay } from "@wsi/shared/case";
import { lateFee } from "@wsi/shared/insurance";
import { Money } from "@wsi/shared/values";
import { defineEstimate } from "./estimate.ts";
import { daysIn, moneyIn } from "./reading.ts";

export const lateFeeEstimate = defineEstimate({
  id: "late-fee",
  name: "算滞纳金",
  hears: /(算|测).{0,6}滞纳金|滞纳金.{0,6}(要|得|该)?(交|缴|付|出)?.{0,3}(多少|几多)/,
  unless: /能不能|谁|减免|个人|灵活|断缴|多少年|可以|怎么算/,
  entries: ["employer-late-fee", "payment-late-fee-who"],
  tool: "back-payment",
  slots: {
    due: {
      ask: "欠了多少钱（本金，单位元）？",
      hint: "请写数字，比如「3500元」。",
      read: (words, _now, alone) => moneyIn(words, alone),
    },
    days: {
      ask: "欠了多少天？",
      choices: ["30天", "90天", "半年", "1年"],
      hint: "请写天数，比如「45天」，写「两个月」也行（按每月 30 天算）。",
      read: (words, _now, alone) => daysIn(words, alone),
    },
  },
  work({ due, days }, { now, figures }) {
    const fee = lateFee(figures, due, days, beijingDay(now));
    return {
      text: `欠 ${Money.print(due)}、${days} 天：滞纳金约 ${Money.print(fee)}，连本金一共 ${Money.print(due + fee)}。\n· 每天万分之五，从欠缴之日起算\n\n依据：《社会保险法》第八十六条（单位未按时足额缴费）。实际以税务核定为准。灵活就业断缴的规定不一样，可以问我「断缴了怎么办」。`,
      buttons: [],
    };
  },
});
