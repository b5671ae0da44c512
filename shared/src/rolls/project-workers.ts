import { field } from "../field/index.ts";
import { person } from "./person.ts";

/** Workers of a building site that is insured as a project. */
export const projectWorkers = {
  code: "project-workers",
  item: "construction-project-injury",
  name: "项目增加人员（批量）",
  title: "项目用工花名册",
  advice: "一行一名工人，先选项目再上传；一次最多 20000 行。从进场之日起参加工伤保险，不用另缴费。",
  consequences: ["确认后，名册里的工人从各自进场之日起参加这个项目的工伤保险；有一人办不成，就一人都不办。"],
  of: "project",
  columns: {
    ...person,
    from: field.date({ label: "进场日期", help: "到工地的第一天，写成 2026-01-31，要在工期之内。" }),
    mobile: field.mobile({
      label: "手机号",
      help: "工人本人的 11 位手机号，登记用；办理结果在小程序「消息」里告诉本人。",
      optional: true,
    }),
  },
  unique: "idNumber",
} as const;
