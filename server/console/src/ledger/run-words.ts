import type { AssessmentRunView } from "@wsi/shared/contract";
import { Money } from "@wsi/shared/values";

const inGroups = (n: number) => n.toLocaleString("zh-CN");

export const isRunning = (run: AssessmentRunView): boolean => run.finishedAt === null;

/** Whole percent; never 100 before it is through. */
export function percentOf({ done, total, finishedAt }: AssessmentRunView): number {
  if (finishedAt !== null) return 100;
  return total === 0 ? 0 : Math.min(99, Math.floor((done * 100) / total));
}

/** What a run has done, one sentence. */
export function resultWords({ lines, due, arrears }: AssessmentRunView): string {
  const made = lines === 0 ? "没有新的缴费要核定" : `核定 ${inGroups(lines)} 笔，共 ${Money.print(due)}`;
  return arrears === 0 ? made : `${made}；${inGroups(arrears)} 笔以前没缴的转为欠费`;
}

/** How far it is, one sentence. */
export const stageWords = ({ done, total }: AssessmentRunView): string =>
  `已核定 ${inGroups(done)} 人，共 ${inGroups(total)} 人。可以离开这个页面，中断了会自己接着做`;
