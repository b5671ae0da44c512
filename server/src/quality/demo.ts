import { beijingDay, beijingInstant, isWorkingDay } from "@wsi/shared/case";
import type { Marks } from "@wsi/shared/quality";
import { pointsOf } from "@wsi/shared/quality";
import { addDays } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import {
  close,
  createPeople,
  enter,
  rate,
  say,
  send,
  settleFollowUp,
  stepIn,
  take,
  type Roster,
} from "../desk/index.ts";
import { isRefusal } from "../refusal.ts";
import { appeal } from "./appeals.ts";
import { drawDue, throwSeeds } from "./draw.ts";
import { readRubric } from "./rubrics.ts";
import { handIn } from "./scoring.ts";

/** For trying out: a few talks of some days ago, drawn, some of them scored, one appealed. */

interface Talk {
  about: string;
  /** [who, seconds after the talk began, words] */
  lines: readonly (readonly ["citizen" | "agent" | "boss", number, string])[];
  summary: string;
  tags: readonly string[];
  level?: number;
}
const talks: readonly Talk[] = [
  {
    about: "断缴三个月怎么补",
    lines: [
      ["citizen", 0, "你好，我灵活就业断缴了三个月，还能补吗"],
      ["agent", 35, "您好，我是客服柯福，很高兴为您服务。请问您断的是养老还是医保？"],
      ["citizen", 70, "养老"],
      [
        "agent",
        130,
        "养老保险灵活就业人员按规定当年可以补缴当年的月份，超过的要看是否符合补缴条件。我发一条带来源的说明给您。",
      ],
      ["agent", 190, "办理入口：小程序首页 → 办事 → 中断补缴；带身份证，三个工作日内办结。"],
      ["citizen", 260, "明白了，谢谢"],
      ["agent", 280, "不客气，祝您生活愉快。"],
    ],
    summary: "灵活就业断缴三个月，已说明补缴条件和入口",
    tags: ["断缴补缴"],
    level: 5,
  },
  {
    about: "失业金怎么领",
    lines: [
      ["citizen", 0, "公司把我辞退了，失业金能领几个月"],
      ["agent", 240, "看年限"],
      ["citizen", 300, "我交了九年，到底能领几个月？要带什么？"],
      ["agent", 420, "18个月"],
      ["citizen", 480, "就这样？去哪里办也不说，你们态度太差了，我要投诉"],
      [
        "boss",
        540,
        "您好，我是值班主管，刚才回复得不够，给您道歉。失业金在小程序里可以直接申领，不用带材料；缴满五年不满十年，最长领 18 个月。",
      ],
      ["citizen", 620, "好吧"],
    ],
    summary: "失业金",
    tags: [],
    level: 1,
  },
  {
    about: "养老金什么时候发",
    lines: [
      ["citizen", 0, "我妈的养老金这个月几号到账"],
      ["agent", 40, "您好！养老金每月按时由银行代发，具体到账以银行为准。您母亲上个月收到了吗？"],
      ["citizen", 90, "收到了，就是问问"],
      ["agent", 120, "好的。要是过了月底还没有到，请再联系我们，我们帮您查。"],
    ],
    summary: "咨询养老金发放时间，已答复",
    tags: ["养老待遇"],
    level: 4,
  },
  {
    about: "换工作社保怎么转",
    lines: [
      ["citizen", 0, "换了单位，社保要自己去转吗"],
      ["agent", 50, "您好，在本市换单位不用转，新单位办了参保登记就接上了。"],
      ["citizen", 100, "外地的呢"],
      [
        "agent",
        150,
        "外地转来武汉，可以在小程序里办关系转移，填原参保地就行，一般 15 个工作日。依据是人社部的转移接续暂行办法。",
      ],
      ["citizen", 200, "谢谢，说得很清楚"],
      ["agent", 215, "不客气，再见。"],
    ],
    summary: "换单位社保转移，已说明本市不用转、外地在线转",
    tags: ["转移接续"],
    level: 5,
  },
  {
    about: "参保证明怎么打",
    lines: [
      ["citizen", 0, "孩子上学要参保证明"],
      ["agent", 30, "您好，小程序首页「参保证明」可以直接下载，带验真码，学校扫码就能查。"],
      ["citizen", 60, "要钱吗"],
      ["agent", 75, "不收费。"],
    ],
    summary: "参保证明下载",
    tags: ["证明"],
  },
  {
    about: "单位没给我交工伤保险",
    lines: [
      ["citizen", 0, "在工地摔了，单位没给交工伤保险怎么办"],
      ["agent", 45, "您好，先别着急，身体要紧。请问事故是哪天发生的，有没有去医院？"],
      ["citizen", 120, "上周二，住院了"],
      [
        "agent",
        400,
        "用人单位应当在 30 天内申请工伤认定；单位不申请，您本人一年内可以申请，带病历和劳动关系证明。依据《工伤保险条例》第十七条。",
      ],
      ["citizen", 460, "好，我让家里人去"],
      ["agent", 480, "我给您建了工单，明天再联系您。祝早日康复。"],
    ],
    summary: "工伤未参保，已说明认定期限和材料，建工单跟进",
    tags: ["工伤"],
    level: 5,
  },
  {
    about: "缴费基数多少",
    lines: [
      ["citizen", 0, "灵活就业今年基数最低是多少"],
      ["agent", 60, "您好，最低档按公布的缴费基数 60% 算，具体数字我发一条带来源的答案给您。"],
      ["agent", 95, "您可以在小程序「算一算」里看每一档每月交多少。"],
      ["citizen", 130, "看到了"],
    ],
    summary: "灵活就业缴费档次",
    tags: ["缴费"],
    level: 4,
  },
];

const workingDayBefore = (day: string): string => {
  let at = addDays(day, -1);
  while (!isWorkingDay(at)) at = addDays(at, -1);
  return at;
};

/** Settling answers the citizen's name, which nobody reads here. */
const nobody = createPeople({
  names: async () => new Map(),
  person: async () => null,
  groupNames: async () => new Map(),
});

interface Demo {
  roster: Roster;
  agent: string;
  /** Two of them: nobody decides an appeal against their own score. */
  supervisors: readonly [string, string];
}

/** Once: what is there stays. */
export async function loadDemoQuality(tx: Tx, demo: Demo, now: Date): Promise<void> {
  const known = await tx.selectFrom("quality_seeds").select("day").executeTakeFirst();
  if (known) return;
  const drawing = workingDayBefore(beijingDay(now));
  const last = workingDayBefore(drawing);
  const first = workingDayBefore(last);
  await throwSeeds(tx, first, drawing, beijingInstant(addDays(first, -1), "06:15"));
  for (const [at, talk] of talks.entries()) {
    const began = beijingInstant(at < 4 ? first : last, "09:10").getTime() + (at % 4) * 35 * 60_000;
    await actOut(tx, demo, talk, at, new Date(began));
  }
  await drawDue(tx, beijingInstant(drawing, "06:15"));
  await scoreSome(tx, demo, drawing);
}

/** By the page of the mini-program: nothing of it is sent to anybody. */
async function actOut(tx: Tx, demo: Demo, talk: Talk, at: number, began: Date): Promise<void> {
  const { roster, agent, supervisors } = demo;
  const identity = `demo-quality-${at}`;
  const after = (seconds: number) => new Date(began.getTime() + seconds * 1_000);
  const entrance = {
    identity,
    channel: "mini",
    personId: null,
    about: talk.about,
    wroteAt: null,
    tappedAt: null,
  } as const;
  const { id } = await enter(tx, roster, entrance, began);
  await take(tx, id, agent, after(10));
  for (const [n, [who, seconds, text]] of talk.lines.entries()) {
    const key = `${identity}-${n}`;
    if (who === "citizen") await say(tx, id, { key, kind: "text", text, at: after(seconds) });
    else if (who === "agent") await send(tx, { id, staffId: agent, key, kind: "text", text }, after(seconds));
    else await stepIn(tx, { id, staffId: supervisors[0], key, kind: "text", text }, after(seconds));
  }
  const last = talk.lines.at(-1)?.[1] ?? 0;
  await close(tx, { id, staffId: agent, summary: talk.summary, tags: [...talk.tags] }, after(last + 60));
  if (talk.level === undefined) return;
  const marked = await rate(tx, roster, { identity, conversationId: id, level: talk.level }, after(last + 120));
  if (marked !== "followed") return;
  const followUp = await tx
    .selectFrom("desk_follow_ups")
    .select("id")
    .where("conversation_id", "=", id)
    .executeTakeFirstOrThrow();
  const settling = {
    id: followUp.id,
    staffId: supervisors[1],
    outcome: "apologised",
    report: "已致电道歉并说明办法",
  } as const;
  await settleFollowUp(tx, nobody, settling, after(last + 3_600));
}

async function scoreSome(tx: Tx, { agent, supervisors }: Demo, day: string): Promise<void> {
  const checks = await tx
    .selectFrom("quality_checks")
    .selectAll()
    .where("day", "<", day)
    .orderBy("drawn", "desc")
    .execute();
  const drawn = checks.filter((one) => one.drawn && one.because.length === 0);
  const [one] = drawn;
  if (!one) return;
  const rubric = await readRubric(tx, one.rubric_version);
  const line = await tx
    .selectFrom("desk_messages")
    .select("id")
    .where("conversation_id", "=", one.conversation_id)
    .where("staff_id", "=", agent)
    .orderBy("seq", "desc")
    .executeTakeFirstOrThrow();
  const marks: Marks = {
    points: pointsOf(rubric).map((point) => ({
      id: point.id,
      points: point.id === "source" ? 4 : point.most,
      quote: point.id === "source" ? line.id : null,
      comment: point.id === "source" ? "结论是对的，没有说是哪个文件" : "",
    })),
    criticals: [],
    comment: "答得清楚。下次把文件名也带上，市民更放心。",
  };
  const given = await handIn(
    tx,
    { id: one.id, staffId: supervisors[0], key: "demo-quality-score", marks },
    beijingInstant(day, "10:20"),
  );
  if (isRefusal(given)) throw new Error(`the demo's score: ${given.body.message}`);
  await appeal(
    tx,
    { id: one.id, staffId: agent, reason: "市民只问怎么办，没有问依据，这一项应当算不适用。" },
    beijingInstant(day, "14:05"),
  );
}
