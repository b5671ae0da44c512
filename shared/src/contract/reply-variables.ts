/** What a canned reply may leave open. The desk's screen fills them from the talk that is open. */
export const replyVariables = {
  市民称呼: "张先生、李女士；没有绑定时为「您好」里的「您」",
  坐席: "接待人的姓名",
  事项: "市民最近一件在办的事项",
  办件编号: "那件事项的编号",
  办理进度: "那件事项现在到哪一步",
  小组: "接待的小组",
  日期: "今天，如 11月28日",
} as const;
export type ReplyVariable = keyof typeof replyVariables;

const hole = /[{｛]\s*([^{}｛｝\s]{1,10})\s*[}｝]/g;
const isVariable = (name: string): name is ReplyVariable => Object.hasOwn(replyVariables, name);

/** The names in braces that we do not know: a typing error that would reach the citizen. */
export const strangeVariables = (text: string): string[] =>
  [...text.matchAll(hole)].map(([, name]) => name ?? "").filter((name) => !isVariable(name));

/** Fills what is known. What is not stays in its braces, and `open` names it: somebody must write it before it is sent. */
export function fillReply(
  text: string,
  values: Readonly<Partial<Record<ReplyVariable, string>>>,
): { text: string; open: ReplyVariable[] } {
  const open = new Set<ReplyVariable>();
  const filled = text.replace(hole, (whole, name: string) => {
    if (!isVariable(name)) return whole;
    const value = values[name];
    if (value !== undefined && value !== "") return value;
    open.add(name);
    return `{${name}}`;
  });
  return { text: filled, open: [...open] };
}
