import type { WorkerRow } from "../../ports/core-insurance.ts";
import { refused } from "../effect.ts";
import { findProject } from "../employer/find-project.ts";
import { onSite, projectBarrier, workerBarrier, writeWorkers } from "../employer/project-workers.ts";
import type { Frame, Kind } from "./kind.ts";
import { bad, bodyOf, misnamed, personIn } from "./people.ts";

const projectOf = (frame: Frame): string => {
  if (frame.projectId === undefined) throw new Error("a roll of workers without its project");
  return frame.projectId;
};

/** 项目增加人员 of many; the rules are those of employer/project-workers.ts. */
export const workerRoll: Kind<WorkerRow, WorkerRow & { due: 0 }> = {
  newcomers: true,

  async barrier(tx, frame) {
    return projectBarrier(await findProject(tx, frame.employerId, projectOf(frame)), frame.today);
  },

  async plan(tx, frame, rows, people) {
    const project = await findProject(tx, frame.employerId, projectOf(frame));
    if (!project) return rows.map(() => bad("idNumber", refused("本单位没有这个项目", "请从项目列表里选")));
    const there = await onSite(tx, project.id);
    return rows.map((row) => {
      const known = people.get(row.idNumber);
      const wrong = misnamed(row, known);
      if (wrong) return wrong;
      const { birthDate } = bodyOf(frame.figures, row, known, frame.today);
      const barred = workerBarrier({ from: project.from_day, to: project.to_day }, row.from, birthDate);
      if (barred) return bad("from", barred);
      if (known && there.has(known.id)) return bad("idNumber", refused("这个人已经在项目名册里", "请删去这一行再提交"));
      return { ...row, due: 0 as const };
    });
  },

  verdict: () => ({ ok: true, months: 0, due: {} }),

  async write(tx, frame, plans, people) {
    const projectId = projectOf(frame);
    const workers = plans.map((row) => ({ personId: personIn(people, row), from: row.from }));
    await writeWorkers(tx, projectId, workers);
    return workers.map(({ personId, from }) => ({
      personId,
      text: `从 ${from} 起由总包单位按项目参加工伤保险，您不用缴费。`,
      due: 0,
      events: [{ personId, kind: "project-joined", detail: { projectId, from } }],
    }));
  },

  sum: (_frame, { people }) => ({ text: `项目增加 ${people} 人，从各自进场之日起参加工伤保险，不用另缴费。`, due: 0 }),
};
