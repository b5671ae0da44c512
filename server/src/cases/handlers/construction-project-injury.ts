import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import { Day } from "@wsi/shared/values";
import { employerOf, type Handler } from "./handler.ts";
import { namedIn, tellWorkers, workersInRegister } from "./site-workers.ts";

type Answers = AnswersOf<Items["construction-project-injury"]>;

/** 建筑施工企业农民工参加工伤保险: the project, its one fee, and who is on the site from the first day. */
export const registerSite: Handler<Answers> = {
  async effect(input) {
    const { tx, core, subject, answers, key, today } = input;
    const { projectName, region, price, from, to } = answers;
    const ids = await workersInRegister(input, region, namedIn(answers));
    if (!Array.isArray(ids)) return ids;
    const done = await core.registerProject(tx, {
      employerId: employerOf(subject),
      key,
      today,
      name: projectName,
      region,
      price,
      from,
      to,
      workers: ids.map((personId) => ({ personId, from })),
    });
    if (done.outcome === "done")
      await tellWorkers(
        input,
        ids,
        "您参加了工地的工伤保险",
        `项目「${projectName}」从 ${Day.print(from)}起为您保工伤，您不用交钱。工地受伤请马上告诉项目部，或打 12333。`,
      );
    return done;
  },
};
