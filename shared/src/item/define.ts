import { namesIn, type Condition, type Field } from "../field/index.ts";
import { factNames, type ItemDefinition, type Step } from "./definition.ts";

/** One screen of questions. */
export const step = <const K extends string, const F extends Readonly<Record<string, Field>>>(
  key: K,
  title: string,
  fields: F,
): { key: K; title: string; fields: F } => ({ key, title, fields });

/**
 * Declares an item as plain data and refuses, at definition, what would only break on somebody's phone: a condition that
 * names a question nobody asks, a fact nobody fetches, a key used twice, a value that JSON cannot carry.
 */
export function defineItem<const I extends ItemDefinition>(item: I): I {
  const faults = faultsIn(item);
  if (faults.length > 0) throw new Error(`item ${item.code}: ${faults.join("; ")}`);
  return item;
}

/** A fact that the words of a refusal tell: `{declarationOpensOn}`. */
export const factInWords = /\{([A-Za-z]+)\}/g;

export function faultsIn(item: ItemDefinition): string[] {
  const faults: string[] = [];
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(item.code)) faults.push("the code must be kebab-case English");
  if (!Number.isInteger(item.version) || item.version < 1) faults.push("the version counts from 1");
  faults.push(...capacityFaults(item));
  if (item.coolOff && item.handling !== "reviewed") faults.push("a cool-off needs people who begin when it is over");
  const fields = new Set<string>();
  const claim = (key: string) => {
    if (fields.has(key)) faults.push(`"${key}" is asked twice`);
    fields.add(key);
  };
  for (const one of item.steps) for (const key of Object.keys(one.fields)) claim(key);
  for (const key of Object.keys(item.materials)) claim(key);
  const known = new Set<string>(item.facts);
  for (const name of item.facts) if (!factNames.includes(name)) faults.push(`unknown fact "${name}"`);

  const checkCondition = (where: string, condition: Condition | undefined) => {
    if (!condition) return;
    const names = namesIn(condition);
    for (const name of names.fields)
      if (!fields.has(name)) faults.push(`${where} asks about "${name}", which no step asks`);
    for (const name of names.facts)
      if (!known.has(name)) faults.push(`${where} needs the fact "${name}", which is not fetched`);
  };
  for (const one of item.steps)
    for (const [key, asked] of Object.entries(one.fields)) checkCondition(key, asked.showWhen);
  item.refusals.forEach((rule, at) => {
    checkCondition(`refusal ${at + 1}`, rule.when);
    for (const [, name = ""] of `${rule.because}${rule.instead}`.matchAll(factInWords))
      if (!known.has(name)) faults.push(`refusal ${at + 1} tells the fact "${name}", which is not fetched`);
  });
  item.consequences.forEach((one, at) => checkCondition(`consequence ${at + 1}`, one.when));
  if (item.autoDecide) {
    checkCondition("autoDecide", item.autoDecide.when);
    if (item.handling !== "reviewed" || item.risk === "high")
      faults.push("only a reviewed item of low or medium risk may be decided by a machine");
    if (!(item.autoDecide.checkPercent >= 1 && item.autoDecide.checkPercent <= 100))
      faults.push("of what a machine decides, 1 to 100 of a hundred are checked");
  }
  for (const [key, one] of Object.entries(item.materials)) {
    checkCondition(`material ${key}`, one.when);
    if (one.from === "upload" && !one.accept?.length)
      faults.push(`material "${key}" does not say which files it takes`);
  }
  for (const name of feeFields(item)) if (!fields.has(name)) faults.push(`the fee reads "${name}", which no step asks`);
  if (JSON.stringify(JSON.parse(JSON.stringify(item))) !== JSON.stringify(item)) faults.push("it is not plain data");
  return faults;
}

/** Only an employer's clerk names an employee or speaks for an employer. */
function capacityFaults({ capacities, about }: ItemDefinition): string[] {
  const faults: string[] = [];
  if (capacities.length === 0) faults.push("nobody may do it: name a capacity");
  if (new Set(capacities).size < capacities.length) faults.push("a capacity is named twice");
  if (about === "person" ? capacities.includes("employer") : capacities.some((one) => one !== "employer"))
    faults.push(`what is about a ${about} may not be done as ${capacities.join(", ")}`);
  return faults;
}

function feeFields(item: ItemDefinition): string[] {
  switch (item.fee.kind) {
    case "free":
    case "ledger":
    case "assessed":
      return [];
    case "flexible-monthly":
      return [item.fee.tierField, item.fee.monthField, ...(item.fee.schemesField ? [item.fee.schemesField] : [])];
    case "back-payment":
      return [item.fee.fromField, item.fee.toField, item.fee.tierField];
  }
}

/** Every question in order, the uploads last, as fields: what the form draws and the server checks. */
export function fieldsOf(item: ItemDefinition): Record<string, Field> {
  const asked: Record<string, Field> = {};
  for (const one of item.steps) Object.assign(asked, one.fields);
  return { ...asked, ...materialFields(item) };
}

export function materialFields(item: ItemDefinition): Record<string, Field> {
  return Object.fromEntries(
    Object.entries(item.materials)
      .filter(([, one]) => one.from === "upload")
      .map(([key, one]): [string, Field] => [
        key,
        {
          kind: "material",
          label: one.name,
          help: one.why,
          accept: one.accept ?? ["jpeg", "png", "pdf"],
          maxFiles: one.maxFiles ?? 1,
          ...(one.when ? { showWhen: one.when } : {}),
        },
      ]),
  );
}

/** The screens of the form: the item's own steps, then the uploads when there are any. */
export function screensOf(item: ItemDefinition): Step[] {
  const uploads = materialFields(item);
  return Object.keys(uploads).length === 0
    ? [...item.steps]
    : [...item.steps, { key: "materials", title: "上传材料", fields: uploads }];
}
