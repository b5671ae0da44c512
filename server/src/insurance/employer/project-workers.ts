import { ageOn, Day, isDay } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { AddProjectWorkers, Effect, RegisterProject, RemoveProjectWorkers } from "../../ports/core-insurance.ts";
import { once, refused, type Refused } from "../effect.ts";
import { findPeople } from "../people.ts";
import { findProject } from "./find-project.ts";

type Worker = RegisterProject["workers"][number];

export interface Period {
  from: string;
  to: string;
}

/** Why somebody cannot be on the site; the same words for a roster and for the row of a roll. */
export function workerBarrier(within: Period, from: string, birthDate: string | undefined): Refused | undefined {
  if (!isDay(from) || from < within.from || from > within.to)
    return refused("进场日期不在工期之内", `工期是 ${Day.print(within.from)}到 ${Day.print(within.to)}，请核对`);
  if (birthDate !== undefined && ageOn(birthDate, from) < 16)
    return refused("未满 16 周岁，不得招用（劳动法第十五条）", "请核对身份证号");
  return undefined;
}

export async function workersProblem(tx: Tx, within: Period, workers: readonly Worker[]): Promise<Refused | undefined> {
  const people = await findPeople(
    tx,
    workers.map((worker) => worker.personId),
  );
  const seen = new Set<string>();
  for (const [at, { personId, from }] of workers.entries()) {
    const wrong = seen.has(personId)
      ? refused("同一个人出现了两次", "请只留一行")
      : workerBarrier(within, from, people.get(personId)?.birthDate);
    seen.add(personId);
    if (wrong) return refused(`名册第 ${at + 1} 行：${wrong.because}`, wrong.instead);
  }
  return undefined;
}

/** Why nobody can be added to a project. */
export function projectBarrier(project: { to_day: string } | undefined, today: string): Refused | undefined {
  if (!project) return refused("本单位没有这个项目", "请从项目列表里选");
  if (project.to_day < today)
    return refused(`项目工期到 ${Day.print(project.to_day)}已经结束`, "还在施工的，请先办「项目信息补充」延长工期");
  return undefined;
}

export async function writeWorkers(tx: Tx, projectId: string, workers: readonly Worker[]): Promise<void> {
  await sql`insert into project_workers (id, project_id, person_id, from_day)
    select gen_random_uuid(), ${projectId}, p, d from unnest(${workers.map((worker) => worker.personId)}::uuid[],
      ${workers.map((worker) => worker.from)}::date[]) as one (p, d)`.execute(tx);
}

export const onSite = async (tx: Tx, projectId: string): Promise<Map<string, string>> => {
  const rows = await tx
    .selectFrom("project_workers")
    .select(["person_id", "from_day"])
    .where("project_id", "=", projectId)
    .where("to_day", "is", null)
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.from_day]));
};

/** 项目增加人员: insured from their day on, without another fee. */
export function addProjectWorkers(tx: Tx, act: AddProjectWorkers): Promise<Effect> {
  const { employerId, key, today, projectId, workers } = act;
  const persons = workers.map((worker) => worker.personId);
  return once(
    tx,
    { kind: "add-project-workers", key, employerId, persons, today, input: { projectId, workers } },
    async () => {
      const project = await findProject(tx, employerId, projectId);
      const barred = projectBarrier(project, today);
      if (!project || barred) return barred ?? refused("本单位没有这个项目", "请从项目列表里选");
      if (workers.length === 0) return refused("没有要增加的人", "请至少填一个人");
      const wrong = await workersProblem(tx, { from: project.from_day, to: project.to_day }, workers);
      if (wrong) return wrong;
      const there = await onSite(tx, projectId);
      const twice = workers.findIndex((worker) => there.has(worker.personId));
      if (twice >= 0) return refused(`名册第 ${twice + 1} 行：这个人已经在项目名册里`, "请删去这一行再提交");
      await writeWorkers(tx, projectId, workers);
      return {
        text: `项目「${project.name}」增加 ${workers.length} 人，从各自进场之日起参加工伤保险，不用另缴费。`,
        due: 0,
        made: { projectId, certificate: project.certificate },
        events: workers.map((worker) => ({
          personId: worker.personId,
          kind: "project-joined",
          detail: { projectId, from: worker.from },
        })),
      };
    },
  );
}

/** 项目减少人员. */
export function removeProjectWorkers(tx: Tx, act: RemoveProjectWorkers): Promise<Effect> {
  const { employerId, key, today, projectId, on } = act;
  const personIds = [...new Set(act.personIds)].toSorted();
  const asked = { kind: "remove-project-workers", key, employerId, persons: personIds, today };
  return once(tx, { ...asked, input: { projectId, personIds, on } }, async () => {
    const project = await findProject(tx, employerId, projectId);
    if (!project) return refused("本单位没有这个项目", "请从项目列表里选");
    if (personIds.length === 0) return refused("没有要减少的人", "请至少选一个人");
    if (!isDay(on) || on > today) return refused("离场日期还没有到", "请填今天或以前的日期");
    const there = await onSite(tx, projectId);
    if (personIds.some((id) => !there.has(id)))
      return refused("名单里有人不在项目名册，或者已经离场", "请从现在的名册里选");
    if (personIds.some((id) => (there.get(id) ?? "") > on)) return refused("离场日期早于进场日期", "请核对离场日期");
    await tx
      .updateTable("project_workers")
      .set({ to_day: on })
      .where("project_id", "=", projectId)
      .where("person_id", "in", personIds)
      .where("to_day", "is", null)
      .execute();
    return {
      text: `项目「${project.name}」减少 ${personIds.length} 人，保到 ${Day.print(on)}。`,
      due: 0,
      made: { projectId, certificate: project.certificate },
      events: personIds.map((personId) => ({ personId, kind: "project-left", detail: { projectId, on } })),
    };
  });
}
