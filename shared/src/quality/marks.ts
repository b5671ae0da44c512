import { pointsOf, type Rubric } from "./rubric.ts";

/** What a scorer gave. Quotes name a message of the talk: the line it is about. */
export interface PointMark {
  id: string;
  /** Null: it does not apply to this talk. */
  points: number | null;
  quote: string | null;
  comment: string;
}
export interface CriticalMark {
  id: string;
  quote: string | null;
  comment: string;
}
export interface Marks {
  points: PointMark[];
  criticals: CriticalMark[];
  /** To the agent, about the whole talk. */
  comment: string;
}

export const noMarks: Marks = { points: [], criticals: [], comment: "" };

export interface MarkProblem {
  /** The point or critical error it is about. */
  id: string;
  message: string;
}

const unsaid = (mark: { quote: string | null; comment: string }) => mark.quote === null && mark.comment.trim() === "";

/**
 * What keeps marks from being handed in. Every point is given or does not apply; whatever costs the agent something names the line it is
 * about, or says why: a score that nobody can follow cannot be learned from, nor appealed against.
 */
export function markProblems(rubric: Rubric, marks: Marks): MarkProblem[] {
  const problems: MarkProblem[] = [];
  const points = pointsOf(rubric);
  for (const point of points) {
    const given = marks.points.filter((one) => one.id === point.id);
    const [mark] = given;
    const say = (message: string) => problems.push({ id: point.id, message });
    if (!mark || given.length > 1) say("还没有评");
    else if (mark.points === null) {
      if (!point.mayNotApply) say("这一项每次都要评");
    } else if (!Number.isInteger(mark.points) || mark.points < 0 || mark.points > point.most)
      say(`要在 0 到 ${point.most} 分之间`);
    else if (mark.points < point.most && unsaid(mark)) say("扣了分，请点一句对话，或写明原因");
  }
  for (const mark of marks.criticals) {
    const alike = marks.criticals.filter((one) => one.id === mark.id).length > 1;
    if (alike || !rubric.criticals.some((one) => one.id === mark.id))
      problems.push({ id: mark.id, message: "评分表里没有这一项，请刷新" });
    else if (unsaid(mark)) problems.push({ id: mark.id, message: "一票否决要点一句对话，或写明原因" });
  }
  for (const mark of marks.points)
    if (!points.some((one) => one.id === mark.id))
      problems.push({ id: mark.id, message: "评分表里没有这一项，请刷新" });
  return problems;
}

/** Points of the rubric as they were given, for those that apply. */
function given(rubric: Rubric, marks: Marks): { points: number; most: number }[] {
  return pointsOf(rubric).flatMap((point) => {
    const points = marks.points.find((one) => one.id === point.id)?.points ?? null;
    return points === null ? [] : [{ points, most: point.most }];
  });
}

/** Of a hundred, in tenths of a point (875 is 87.5), of what is given so far; a critical error makes it 0; null while nothing is given. */
export function totalOf(rubric: Rubric, marks: Marks): number | null {
  const counted = given(rubric, marks);
  if (counted.length === 0) return null;
  if (marks.criticals.length > 0) return 0;
  const most = counted.reduce((sum, one) => sum + one.most, 0);
  const points = counted.reduce((sum, one) => sum + one.points, 0);
  return Math.round((points * 1000) / most);
}

/** 87.5, 100: a total as people read it. */
export const printTotal = (tenths: number): string =>
  tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1);
