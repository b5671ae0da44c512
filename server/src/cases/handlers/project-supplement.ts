import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import { Day } from "@wsi/shared/values";
import type { Effect } from "../../ports/core-insurance.ts";
import { employerOf, type Handler, type HandlerInput } from "./handler.ts";
import { namedIn, tellWorkers, workersInRegister } from "./site-workers.ts";

type Answers = AnswersOf<Items["project-supplement"]>;
type Input = HandlerInput<Answers>;
interface Site {
  id: string;
  name: string;
  region: string;
  employerId: string;
}

function pricePeriod({ tx, core, answers, key, today }: Input, site: Site): Promise<Effect> {
  const { price, to } = answers;
  return core.supplementProject(tx, {
    employerId: site.employerId,
    projectId: site.id,
    key: `${key}:terms`,
    today,
    ...(price === undefined ? {} : { price }),
    ...(to === undefined ? {} : { to }),
  });
}

async function join(input: Input, site: Site): Promise<Effect> {
  const { tx, core, answers, key, today } = input;
  const ids = await workersInRegister(input, site.region, namedIn(answers));
  if (!Array.isArray(ids)) return ids;
  const from = answers.joinOn ?? today;
  const done = await core.addProjectWorkers(tx, {
    employerId: site.employerId,
    projectId: site.id,
    key: `${key}:join`,
    today,
    workers: ids.map((personId) => ({ personId, from })),
  });
  if (done.outcome === "done")
    await tellWorkers(
      input,
      ids,
      "您参加了工地的工伤保险",
      `项目「${site.name}」从 ${Day.print(from)}起为您保工伤，您不用交钱。工地受伤请马上告诉项目部，或打 12333。`,
    );
  return done;
}

async function leave(input: Input, site: Site): Promise<Effect> {
  const { tx, core, answers, key, today } = input;
  const on = answers.leaveOn ?? today;
  const person = await core.findPerson(tx, answers.leaverId ?? "");
  if (!person)
    return {
      outcome: "refused",
      because: "离场工人的身份证号不在项目名册里",
      instead: "请核对身份证号；名册在项目参保回执上",
    };
  const done = await core.removeProjectWorkers(tx, {
    employerId: site.employerId,
    projectId: site.id,
    key: `${key}:leave`,
    today,
    personIds: [person.id],
    on,
  });
  if (done.outcome === "done")
    await tellWorkers(
      input,
      [person.id],
      "您的工地工伤保险到期了",
      `项目「${site.name}」保到 ${Day.print(on)}。还在工地干活的，请马上告诉项目部，或打 12333。`,
    );
  return done;
}

/** 项目变更: every part that was chosen, in one receipt. What one part refuses takes the others back. */
export const supplementSite: Handler<Answers> = {
  async effect(input) {
    const { tx, core, subject, answers, today } = input;
    const employerId = employerOf(subject);
    const wanted = answers.certificate.toUpperCase();
    const project = (await core.projects(tx, employerId, today)).find((one) => one.certificate === wanted);
    if (!project)
      return {
        outcome: "refused",
        because: `本单位没有证明编号为 ${wanted} 的项目`,
        instead: "编号在项目参保回执上，GS 开头；还没有参保的，请先办按项目参加工伤保险",
      };
    const site = { id: project.id, name: project.name, region: project.region, employerId };
    const { what } = answers;
    const parts = [
      ...(what.includes("price") || what.includes("period") ? [pricePeriod] : []),
      ...(what.includes("join") ? [join] : []),
      ...(what.includes("leave") ? [leave] : []),
    ];
    let whole: Effect | undefined;
    for (const part of parts) {
      const done = await part(input, site);
      if (done.outcome === "refused") return done;
      whole = whole?.outcome === "done" ? { ...whole, text: `${whole.text}${done.text}` } : done;
    }
    return whole ?? { outcome: "refused", because: "没有选要变更哪些", instead: "请选好再提交" };
  },
};
