/** A rubric 评分表: what a talk is scored by. Data, kept as numbered versions that never change; ids stay the same from one version to the next. */

export interface Point {
  id: string;
  name: string;
  /** What earns all of it, and what costs some: words that two people read alike. */
  full: string;
  less: string;
  /** Whole points, from nought to this. */
  most: number;
  /** There are talks in which it cannot be judged: then it is left out of the sum instead of given away. */
  mayNotApply: boolean;
}
export interface Section {
  id: string;
  name: string;
  points: Point[];
}
/** A critical error 一票否决: whatever the rest is, the talk scores nought. */
export interface Critical {
  id: string;
  name: string;
  about: string;
}
export interface Rubric {
  sections: Section[];
  criticals: Critical[];
}

export const pointsOf = (rubric: Rubric): Point[] => rubric.sections.flatMap((one) => one.points);

/** What the points come to when all are given. */
export const mostOf = (rubric: Rubric): number => pointsOf(rubric).reduce((sum, one) => sum + one.most, 0);
const mostAllowed = 200;

/** Everything that has an id, in the order of the paper. */
const ids = (rubric: Rubric): string[] => [
  ...rubric.sections.map((one) => one.id),
  ...pointsOf(rubric).map((one) => one.id),
  ...rubric.criticals.map((one) => one.id),
];

/** Why this cannot be scored by, as sentences for who edits it; none when it can. Shapes and lengths are the contract's to check. */
export function rubricProblems(rubric: Rubric): string[] {
  const problems: string[] = [];
  if (new Set(ids(rubric)).size !== ids(rubric).length) problems.push("有两项用了同一个编号，请删掉一项重新添加");
  const names = [
    ...rubric.sections.map((one) => one.name),
    ...pointsOf(rubric).map((one) => `评分点 ${one.name}`),
    ...rubric.criticals.map((one) => `一票否决 ${one.name}`),
  ];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  const unnamed = [...rubric.sections, ...pointsOf(rubric), ...rubric.criticals].some((one) => one.name === "");
  if (unnamed) problems.push("有一项还没有写名称");
  else if (twice !== undefined) problems.push(`「${twice}」写了两次`);
  const vague = pointsOf(rubric).find((one) => one.name !== "" && one.full === "");
  if (vague) problems.push(`「${vague.name}」还没有写怎样算满分`);
  for (const section of rubric.sections)
    if (section.points.length === 0) problems.push(`「${section.name}」下面还没有评分点`);
  if (pointsOf(rubric).every((one) => one.mayNotApply)) problems.push("至少要有一个评分点是每次都要评的");
  // Else one point lost could round to nothing.
  if (mostOf(rubric) > mostAllowed) problems.push(`分值合计最多 ${mostAllowed} 分，现在是 ${mostOf(rubric)} 分`);
  return problems;
}
