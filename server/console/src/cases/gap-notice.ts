/**
 * The one-off notice 一次性告知: everything that is missing, in one numbered list, at the question or material it belongs to.
 * The reviewer ticks and writes; this module keeps the order of the form and says what is still wanting.
 */
import type { FileView } from "@wsi/shared/contract";
import type { ItemDefinition, PrintedAnswer } from "@wsi/shared/item";

export interface GapLine {
  field: string;
  label: string;
  /** What the person gave, masked, or null. */
  given: string | null;
  /** Came from a registry: the person cannot change it, so asking for it would lead nowhere. */
  locked: boolean;
}
export interface GapSection {
  title: string;
  lines: GapLine[];
}
/** What the reviewer wrote, by field; a field that is not in it is not ticked. */
export type Gaps = Readonly<Record<string, string>>;

export const longestGap = 200;
export const mostGaps = 30;

/** Every question and upload that this case shows (`asked`), in the order of the form. */
export function gapSections(
  definition: ItemDefinition,
  printed: readonly PrintedAnswer[],
  files: readonly FileView[],
  asked: readonly string[],
): GapSection[] {
  const masked = new Map(printed.map((one) => [one.field, one.masked]));
  const steps = definition.steps.map((step) => ({
    title: step.title,
    lines: Object.entries(step.fields).flatMap(([field, question]) =>
      asked.includes(field)
        ? [{ field, label: question.label, given: masked.get(field) ?? null, locked: question.locked === true }]
        : [],
    ),
  }));
  const materials = Object.entries(definition.materials).flatMap(([field, one]) => {
    if (one.from !== "upload" || !asked.includes(field)) return [];
    const count = files.filter((file) => file.field === field).length;
    return [{ field, label: one.name, given: count > 0 ? `${count} 个文件` : null, locked: false }];
  });
  return [...steps, { title: "材料", lines: materials }].filter((section) => section.lines.length > 0);
}

const ticked = (sections: readonly GapSection[], gaps: Gaps) =>
  sections.flatMap((section) => section.lines).filter((line) => !line.locked && gaps[line.field] !== undefined);

/** What the server wants: one entry for each ticked line, in the order of the form. */
export const gapList = (sections: readonly GapSection[], gaps: Gaps): { field: string; what: string }[] =>
  ticked(sections, gaps).map((line) => ({ field: line.field, what: (gaps[line.field] ?? "").trim() }));

/** Why the notice cannot go yet, or null. */
export function gapProblem(sections: readonly GapSection[], gaps: Gaps): string | null {
  const list = gapList(sections, gaps);
  if (list.length === 0) return "请至少勾选一处";
  if (list.length > mostGaps) return `一次最多写 ${mostGaps} 处`;
  const empty = list.filter((gap) => gap.what === "").length;
  if (empty > 0) return `还有 ${empty} 处没有写明缺什么`;
  if (list.some((gap) => gap.what.length > longestGap)) return `每处最多 ${longestGap} 个字`;
  return null;
}

/** The numbered lines as the person will read them. */
export const gapPreview = (sections: readonly GapSection[], gaps: Gaps): string[] =>
  ticked(sections, gaps).map((line, at) => `${at + 1}. ${line.label}：${(gaps[line.field] ?? "").trim() || "……"}`);
