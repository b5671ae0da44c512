import { randomUUID } from "node:crypto";
import { addDays, Day, isDay, Money, Region } from "@wsi/shared/values";
import { projectFee } from "@wsi/shared/insurance";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { currentFigures } from "../../figures/index.ts";
import type { Effect, RegisterProject, SupplementProject } from "../../ports/core-insurance.ts";
import { once, refused, type Refused } from "../effect.ts";
import { insertOrder } from "../orders.ts";
import { findProject } from "./find-project.ts";
import { writeWorkers, workersProblem } from "./project-workers.ts";

/** A contract of a hundred thousand million yuan is a slip of the pen. Fen. */
const absurdPrice = 10_000_000_000_000;
const daysToPay = 30;

function priceProblem(price: number): Refused | undefined {
  if (!Number.isSafeInteger(price) || price <= 0) return refused("合同价要大于 0 元", "请填施工合同里含税的总价");
  if (price >= absurdPrice) return refused(`合同价 ${Money.print(price)} 不合常理`, "请核对是否多写了位数，单位是元");
  return undefined;
}

async function barrier(tx: Tx, act: RegisterProject): Promise<Refused | undefined> {
  const employer = await tx
    .selectFrom("employers")
    .select("construction")
    .where("id", "=", act.employerId)
    .executeTakeFirstOrThrow();
  if (!employer.construction)
    return refused(
      "本单位登记的行业不是建筑施工，不能按项目参加工伤保险",
      "职工请按月参加工伤保险；行业登记有误的请到市场监管部门更正",
    );
  if (act.name.trim() === "") return refused("没有填项目名称", "请按施工许可证上的名称填写");
  if (!Region.parse(act.region).ok) return refused("没有选项目所在的区", "请从列表里选");
  if (!isDay(act.from) || !isDay(act.to) || act.to < act.from)
    return refused("工期不对：竣工日期要在开工日期之后", "请按施工合同填写开工和竣工日期");
  if (act.to < act.today) return refused("工期已经结束，不能再参保", "项目参保要在开工前办；已发生工伤的请打 12333");
  const wrong = priceProblem(act.price);
  if (wrong) return wrong;
  const same = await tx
    .selectFrom("projects")
    .select("certificate")
    .where("employer_id", "=", act.employerId)
    .where("name", "=", act.name.trim())
    .where("to_day", ">=", act.today)
    .executeTakeFirst();
  if (same)
    return refused(
      `同名项目已经参保，证明编号 ${same.certificate}`,
      "追加合同价或延长工期请办「项目信息补充」，增加人员请办「增加人员」",
    );
  return workersProblem(tx, act, act.workers);
}

const unverified = (source: string): string => `费率依据「${source}」，还没有核实，以公布为准`;

async function certificateNumber(tx: Tx, region: string, today: string): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('project_certificates') as n`.execute(tx);
  return `GS${region}${today.slice(0, 4)}${String(rows[0]?.n ?? 0).padStart(5, "0")}`;
}

/** 建筑施工企业农民工参加工伤保险: the project with its contract price, one fee for all of it, and who works on the site. */
export function registerProject(tx: Tx, act: RegisterProject): Promise<Effect> {
  const { employerId, key, today, name, region, price, from, to, workers } = act;
  const persons = workers.map((worker) => worker.personId);
  const input = { name, region, price, from, to, workers };
  return once(tx, { kind: "register-project", key, employerId, persons, today, input }, async () => {
    const barred = await barrier(tx, act);
    if (barred) return barred;
    const projectId = randomUUID();
    const certificate = await certificateNumber(tx, region, today);
    await tx
      .insertInto("projects")
      .values({
        id: projectId,
        employer_id: employerId,
        certificate,
        name: name.trim(),
        region,
        price,
        from_day: from,
        to_day: to,
      })
      .execute();
    await writeWorkers(tx, projectId, workers);
    const figures = await currentFigures(tx);
    const { fee, steps, source, verified } = projectFee(figures, price, today);
    const order = await insertOrder(tx, {
      employerId,
      projectId,
      total: fee,
      lateFees: 0,
      today,
      validUntil: addDays(today, daysToPay),
      figures,
    });
    return {
      text: `项目「${name.trim()}」已登记，证明编号 ${certificate}，名册 ${workers.length} 人。工伤保险费一次缴 ${Money.print(fee)}（${steps.join("，")}），由总包单位缴，农民工不缴。请凭缴费单 ${order} 在 ${Day.print(addDays(today, daysToPay))}前缴清，到账后证明生效。`,
      due: fee,
      lines: [{ label: "工伤保险费，一次缴", fen: fee, why: steps.join("；") }],
      ...(verified ? {} : { estimate: unverified(source) }),
      made: { projectId, certificate, order },
      events: [
        { kind: "project-registered", detail: { projectId, certificate, price, fee, from, to } },
        ...workers.map((worker) => ({
          personId: worker.personId,
          kind: "project-joined",
          detail: { projectId, from: worker.from },
        })),
      ],
    };
  });
}

/** Supplement of price or period. The fee of the new price less that of the old is due. */
export function supplementProject(tx: Tx, act: SupplementProject): Promise<Effect> {
  const { employerId, key, today, projectId, price, to } = act;
  return once(tx, { kind: "supplement-project", key, employerId, today, input: { projectId, price, to } }, async () => {
    const project = await findProject(tx, employerId, projectId);
    if (!project) return refused("本单位没有这个项目", "请从项目列表里选");
    const wrong = price === undefined ? undefined : priceProblem(price);
    if (wrong) return wrong;
    if (price !== undefined && price < project.price)
      return refused("补充后的合同价比原来低，已缴的费用不在这里退", "决算价减少要退费的，请带决算书到社保大厅");
    if (to !== undefined && (!isDay(to) || to < project.to_day))
      return refused(
        "补充后的竣工日期比原来早",
        `现在登记的是 ${Day.print(project.to_day)}，只能延后；提前竣工的不用办`,
      );
    const [newPrice, newEnd] = [price ?? project.price, to ?? project.to_day];
    if (newPrice === project.price && newEnd === project.to_day)
      return refused("合同价和工期都没有变", "没有变化的不用办");
    await tx.updateTable("projects").set({ price: newPrice, to_day: newEnd }).where("id", "=", projectId).execute();
    const figures = await currentFigures(tx);
    const after = projectFee(figures, newPrice, today);
    const due = after.fee - projectFee(figures, project.price, today).fee;
    const order =
      due > 0
        ? await insertOrder(tx, {
            employerId,
            projectId,
            total: due,
            lateFees: 0,
            today,
            validUntil: addDays(today, daysToPay),
            figures,
          })
        : undefined;
    return {
      text: `项目「${project.name}」已补充：合同价 ${Money.print(newPrice)}，竣工日期 ${Day.print(newEnd)}。${order === undefined ? "不用补缴费用。" : `补缴 ${Money.print(due)}（按新合同价合计 ${Money.print(after.fee)}），缴费单 ${order}。`}`,
      due,
      ...(due > 0
        ? {
            lines: [
              {
                label: "补缴差额",
                fen: due,
                why: `按新合同价合计 ${Money.print(after.fee)}：${after.steps.join("；")}`,
              },
            ],
          }
        : {}),
      ...(after.verified || due === 0 ? {} : { estimate: unverified(after.source) }),
      made: { projectId, certificate: project.certificate, ...(order === undefined ? {} : { order }) },
      events: [
        {
          kind: "project-supplemented",
          detail: { projectId, price: [project.price, newPrice], to: [project.to_day, newEnd], due },
        },
      ],
    };
  });
}
