import type { GoldenRun, KnowledgeTrial } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import type { Entry } from "../entry.ts";
import { createKnowledge, type Knowledge, type Term } from "../index.ts";
import { addHeir, readGolden, readHeirs, runGolden } from "./golden-run.ts";
import { entryOf } from "./draft.ts";
import { readNewest, readPublished, readTerms } from "./published.ts";
import { revisionOf } from "./store.ts";

/** The test panel: what would happen to a question, and why. */

interface Loaded {
  entries: Entry[];
  terms: Term[];
  knowledge: Knowledge;
  /** Version of each entry, and whether it is the published one. */
  versions: Map<string, { version: number; published: boolean }>;
}

/** What retrieval calls its signals, in words; one that is new goes by its own name. */
const signalName: Readonly<Record<string, string>> = {
  text: "字面相似",
  coverage: "问题被覆盖",
  closeness: "条目被覆盖",
  body: "答案里提到",
  scheme: "险种相同",
  group: "人群相同",
  event: "事情相同",
  action: "动作相同",
  aspect: "问的方面相同",
  schemeMissing: "问了别的险种",
  groupMissing: "问了别的人群",
  eventMissing: "问了别的事情",
  actionMissing: "问了别的动作",
  aspectMissing: "问了别的方面",
  schemeExtra: "条目另说险种",
  groupExtra: "条目另说人群",
  eventExtra: "条目另说事情",
  actionExtra: "条目另说动作",
  aspectExtra: "条目另说方面",
  around: "条目别处提到",
  conflict: "险种冲突",
  actionConflict: "动作冲突",
  exact: "一字不差",
};

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** Keeps an index of the published and one of the newest versions until something changes. */
export function createTrial() {
  const kept = new Map<boolean, { revision: number; loaded: Loaded }>();

  async function load(tx: Tx, drafts: boolean): Promise<Loaded> {
    const revision = await revisionOf(tx);
    const known = kept.get(drafts);
    if (known?.revision === revision) return known.loaded;
    const rows = await readNewest(tx);
    const newest = new Map(rows.map((row) => [row.id, row]));
    const entries = drafts ? rows.map((row) => entryOf(row.id, row.draft)) : await readPublished(tx);
    const terms = await readTerms(tx);
    const versions = new Map(
      entries.map(({ id }) => {
        const row = newest.get(id);
        const version = (drafts ? row?.version : row?.published) ?? 0;
        return [id, { version, published: version === row?.published }];
      }),
    );
    const loaded = { entries, versions, knowledge: createKnowledge(entries, terms), terms };
    kept.set(drafts, { revision, loaded });
    return loaded;
  }

  return {
    async ask(tx: Tx, given: { text: string; day: string; drafts: boolean }): Promise<KnowledgeTrial> {
      const { entries, knowledge, versions } = await load(tx, given.drafts);
      const began = performance.now();
      const { text, concepts, outside, decision, confidence, why, best } = knowledge.explain(given.text, given.day);
      const ms = performance.now() - began;
      return {
        day: given.day,
        read: text,
        concepts,
        outside,
        decision,
        confidence: rounded(confidence),
        why,
        hits: best.map(({ entry, score, signals }) => ({
          id: entry.id,
          question: entry.question,
          topic: entry.topic,
          version: versions.get(entry.id)?.version ?? 0,
          published: versions.get(entry.id)?.published ?? false,
          score: rounded(score),
          signals: Object.entries(signals)
            .filter(([, value]) => Math.abs(value) > 0.0005)
            .toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a))
            .map(([name, value]) => ({ name: signalName[name] ?? name, value: rounded(value) })),
        })),
        searched: entries.length,
        ms: rounded(ms),
      };
    },

    async golden(tx: Tx, given: { day: string; drafts: boolean }): Promise<GoldenRun> {
      const { entries, terms } = await load(tx, given.drafts);
      const heirs = await readHeirs(tx);
      if (given.drafts)
        for (const { id, draft } of await readNewest(tx)) for (const old of draft.supersedes) addHeir(heirs, old, id);
      const golden = await readGolden(tx);
      const began = performance.now();
      const run = runGolden({ entries, heirs, terms }, golden, given.day);
      return { ...run, ms: rounded(performance.now() - began) };
    },

    /** Published entries that come near some words. */
    async near(tx: Tx, text: string, day: string, most: number): Promise<{ id: string; question: string }[]> {
      const { knowledge } = await load(tx, false);
      return knowledge
        .ask(text, day)
        .best.slice(0, most)
        .map(({ entry }) => ({ id: entry.id, question: entry.question }));
    },
  };
}
export type Trial = ReturnType<typeof createTrial>;
