import { retirementAge as work } from "@wsi/shared/insurance";
import { bornQuestion, groupOf, groupQuestion } from "./questions.ts";
import { defineTool } from "./tool.ts";

export const retirementAge = defineTool({
  code: "retirement-age",
  name: "几岁能退休",
  seal: "休",
  about: "延迟退休以后，哪年哪月到龄",
  items: [],
  questions: () => ({ born: bornQuestion, group: groupQuestion }),
  work: ({ born, group }, { figures, today }) => work(figures, { born, group: groupOf(group), today }),
});
