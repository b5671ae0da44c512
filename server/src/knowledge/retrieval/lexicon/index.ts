/**
 * The words of the field, as data: each concept with the ways people say it. Two texts that share concepts mean the same more surely than
 * two that share characters; two that name different schemes do not. The longest form wins, so that 可以退休 is not read as 退.
 * Editors add forms freely: here (one line, separated by blanks) or in the console, whose terms come in as `more`. A form means one
 * thing; where people use it for two, the commoner one.
 */
import { actions } from "./actions.ts";
import { aspects } from "./aspects.ts";
import { events } from "./events.ts";
import { outside } from "./outside.ts";
import { homePlaces, places } from "./places.ts";
import { groups, schemes } from "./schemes.ts";

export const kinds = ["scheme", "group", "event", "action", "aspect", "outside", "place"] as const;
export type ConceptKind = (typeof kinds)[number];

export interface Concept {
  /** Small and dense: entries keep concepts as these numbers. */
  id: number;
  name: string;
  /** Its first form: how people of the house call it. */
  label: string;
  kind: ConceptKind;
  /** Concepts that may stand for it, by name: 0 … 1. */
  akin: ReadonlyMap<string, number>;
}
export interface Mention {
  /** One, or several where a compound says several things: 工伤认定. */
  concepts: readonly Concept[];
  form: string;
  /** Where in the text it begins. */
  at: number;
}

/** A form that editors have added to a concept, by the concept's name. */
export interface Term {
  form: string;
  concept: string;
}

export interface Lexicon {
  concepts: readonly Concept[];
  find(name: string): Concept | undefined;
  /** Every form with what it means. */
  forms(): IterableIterator<[string, readonly Concept[]]>;
  /**
   * What a text (normalised) speaks of, from left to right. Of all ways to read it the one with the longest forms counts (squares of
   * their lengths), so that 能退休 is 退休 and not 能退. Commas separate: nothing reaches over them.
   */
  mentionsIn(text: string): Mention[];
}

/** Pairs that often mean the same thing, and how often: what one text calls so another calls otherwise. */
const akin: Readonly<Record<string, string>> = {
  social: "pension:0.6 medical:0.6 unemployment:0.4 injury:0.4 maternity:0.4 residentPension:0.4 residentMedical:0.4",
  card: "medicalCard:0.5 eCard:0.5",
  medical: "medicalCard:0.6 seriousIllness:0.4",
  residentMedical: "medical:0.4 rural:0.4 seriousIllness:0.4",
  residentPension: "rural:0.5",
  pension: "retirement:0.4",
  unemployment: "leaving:0.5",
  maternity: "allowance:0.4",
  enrol: "pay:0.7 apply:0.5 register:0.3",
  pay: "renew:0.5",
  claim: "apply:0.4 reimburse:0.4 compensate:0.3",
  reimburse: "compensate:0.4",
  stop: "gap:0.4 refund:0.2",
  backPay: "renew:0.3",
  recognise: "injury:0.3",
  how: "apply:0.4 condition:0.2",
  notArrived: "bank:0.5",
  amount: "base:0.4",
  years: "notEnough:0.5",
  moving: "outsider:0.5",
  jobless: "flexible:0.5",
  elder: "retirement:0.3 age:0.4 retired:0.4",
  retired: "retirement:0.7",
  employerFails: "dispute:0.5 neverPaid:0.4",
  neverPaid: "gap:0.3",
  funeral: "death:0.6",
  locked: "reset:0.5 sealed:0.3",
  lost: "replace:0.6",
  expired: "replace:0.4",
  face: "certify:0.6",
  accident: "injury:0.6 disability:0.3",
  commute: "accident:0.3",
  condition: "who:0.3 age:0.2",
  difference: "meaning:0.3 worth:0.3",
  effect: "condition:0.1",
  birth: "child:0.6",
  silicosis: "injury:0.5",
  partTime: "flexible:0.6",
  medicalRetire: "earlyRetirement:0.6",
  injuryLumpSum: "injury:0.5 compensate:0.5",
  dependants: "death:0.5 funeral:0.3",
  adjustment: "raise:0.6 pension:0.6",
  calculation: "amount:0.4 pension:0.4",
  registerJobless: "unemployment:0.5",
  statement: "certificate:0.5 query:0.4",
  onlineSystem: "online:0.6",
  counter: "place:0.5",
  sign: "debit:0.5",
  waiting: "activate:0.4 gap:0.3",
  overAge: "age:0.4 retirement:0.4",
  familyShare: "family:0.4",
  deductible: "amount:0.4 reimburse:0.3",
};

interface Node {
  next: Map<number, Node>;
  concepts?: Concept[];
}

function akinTo(name: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const [one, others] of Object.entries(akin))
    for (const pair of others.split(" ")) {
      const [other = "", strength = "0"] = pair.split(":");
      if (one === name) found.set(other, Number(strength));
      if (other === name) found.set(one, Number(strength));
    }
  return found;
}

const ownRows: readonly [ConceptKind, Readonly<Record<string, string>>][] = [
  ["scheme", schemes],
  ["outside", outside],
  ["group", groups],
  ["event", events],
  ["action", actions],
  ["aspect", aspects],
  ["place", { elsewhere: [...places].join(" "), home: [...homePlaces].join(" ") }],
];
/** The same in every lexicon: terms add forms, never concepts. */
const concepts: readonly Concept[] = ownRows
  .flatMap(([kind, rows]) => Object.entries(rows).map(([name, forms]) => ({ name, kind, forms })))
  .map(({ name, kind, forms }, id) => ({ id, name, label: forms.split(" ")[0] ?? name, kind, akin: akinTo(name) }));
const byName = new Map(concepts.map((concept) => [concept.name, concept]));

/** A compound also says what its parts say, as far as they name a scheme or a group: 买社保, 儿童医保, 工伤认定. */
function inherit(byForm: ReadonlyMap<string, Concept[]>, form: string, own: Concept[]): void {
  const [first] = own;
  if (!first || first.kind === "outside" || first.kind === "place") return;
  for (let at = 0; at < form.length; at++)
    for (let end = at + 2; end <= form.length; end++) {
      if (end - at === form.length) continue;
      for (const part of byForm.get(form.slice(at, end)) ?? []) {
        const counts =
          (part.kind === "group" && !(first.kind === "scheme" && part.name.startsWith("employ"))) ||
          (part.kind === "scheme" && !own.some((one) => one.kind === "scheme"));
        if (counts && !own.includes(part)) own.push(part);
      }
    }
}

function formsOf(more: readonly Term[]): Map<string, Concept[]> {
  const byForm = new Map<string, Concept[]>();
  const add = (form: string, concept: Concept) => {
    const known = byForm.get(form);
    if (!known) byForm.set(form, [concept]);
    else if (!known.includes(concept)) known.push(concept);
  };
  let id = 0;
  for (const [, rows] of ownRows)
    for (const forms of Object.values(rows)) {
      const concept = concepts[id++];
      if (concept) for (const form of forms.split(" ")) add(form, concept);
    }
  for (const { form, concept: name } of more) {
    const concept = byName.get(name);
    // What an editor says of a form counts before what it meant.
    if (concept && form !== "") byForm.set(form, [concept]);
  }
  return byForm;
}

/** The words of this house, and those that editors have added. A term of a concept that is no more says nothing. */
export function createLexicon(more: readonly Term[] = []): Lexicon {
  const byForm = formsOf(more);
  const root: Node = { next: new Map() };
  for (const [form, own] of [...byForm].toSorted(([a], [b]) => b.length - a.length)) {
    if (form.length > 2) inherit(byForm, form, own);
    let node = root;
    for (const char of form) {
      const code = char.charCodeAt(0);
      let next = node.next.get(code);
      if (!next) node.next.set(code, (next = { next: new Map() }));
      node = next;
    }
    node.concepts = own;
  }
  return {
    concepts,
    find: (name) => byName.get(name),
    forms: () => byForm.entries(),
    mentionsIn: (text) => mentions(root, text),
  };
}

/** Room for reading one text, used again for the next. */
let best = new Float64Array(512);
let lengths = new Uint8Array(512);

function mentions(root: Node, text: string): Mention[] {
  if (text.length >= best.length) {
    best = new Float64Array(text.length * 2);
    lengths = new Uint8Array(text.length * 2);
  }
  const taken: (readonly Concept[] | undefined)[] = [];
  best[text.length] = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    best[at] = best[at + 1] ?? 0;
    lengths[at] = 0;
    let node: Node | undefined = root;
    for (let end = at; end < text.length; end++) {
      node = node.next.get(text.charCodeAt(end));
      if (!node) break;
      if (!node.concepts) continue;
      const length = end - at + 1;
      const worth = length * length + (best[end + 1] ?? 0);
      if (worth > (best[at] ?? 0)) {
        best[at] = worth;
        taken[at] = node.concepts;
        lengths[at] = length;
      }
    }
  }
  const found: Mention[] = [];
  for (let at = 0; at < text.length;) {
    const meant = taken[at];
    const length = lengths[at] ?? 0;
    if (meant) found.push({ concepts: meant, form: text.slice(at, at + length), at });
    at += meant ? length : 1;
  }
  return found;
}

/** Without anybody's additions. */
export const ownLexicon: Lexicon = createLexicon();
