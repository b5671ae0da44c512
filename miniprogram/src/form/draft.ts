import type { CaseView, FileView } from "@wsi/shared/contract";
import { parseAnswer, type Answers } from "@wsi/shared/field";
import { checkAnswers, fieldsOf, refusalFor, withoutHidden, type RefusalRule } from "@wsi/shared/item";
import type { Answer } from "../api.ts";

/**
 * The answers of one case on this phone. Whatever is typed stays here; what can be read is sent to the server shortly
 * after and on every change of screen, one save at a time. A save that lost against another phone is `stale` and waits
 * for the person to take over the newer answers.
 */
export type Saving = "saved" | "waiting" | "saving" | "failed" | "stale";

export interface DraftState {
  view: CaseView;
  answers: Record<string, unknown>;
  files: FileView[];
  /** By question: what is wrong with the answer, in words. */
  problems: Readonly<Record<string, string>>;
  saving: Saving;
  /** Why the last save failed. */
  failure: string | null;
}

export interface DraftWires {
  save(input: { id: string; revision: number; answers: Record<string, unknown> }): Promise<Answer<CaseView>>;
  load(id: string): Promise<Answer<CaseView>>;
  /** 'YYYY-MM-DD' in Beijing. */
  today(): string;
  /** Runs later and answers how to cancel: the pause after the last key. */
  later(run: () => void): () => void;
}

export interface Draft {
  read(): DraftState;
  subscribe(listener: () => void): () => void;
  set(name: string, value: unknown): void;
  /** Judges one question, as when it loses the focus, and writes its answer the way it is kept. */
  check(name: string): void;
  /** Judges a screen; answers the first question that is not right. */
  checkAll(names: readonly string[]): string | null;
  refusal(): RefusalRule | undefined;
  addFile(file: FileView): void;
  /** Saves now what is not saved; true when everything is with the server. */
  flush(): Promise<boolean>;
  /** Gives up what only this phone knows, for what the server has. */
  takeNewest(): Promise<void>;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** What the server takes as a draft: answers that can be read, none that are hidden. */
export function sendable(view: CaseView, answers: Answers, today: string): Record<string, unknown> {
  const fields = fieldsOf(view.definition);
  const right = Object.fromEntries(
    Object.entries(answers).flatMap(([name, raw]): [string, unknown][] => {
      const asked = fields[name];
      if (!asked || isEmpty(raw)) return [];
      const read = parseAnswer(asked, raw, today);
      return read.ok ? [[name, read.value]] : [];
    }),
  );
  return withoutHidden(view.definition, right, view.facts);
}

function begin(view: CaseView): DraftState {
  const known = Object.fromEntries(Object.entries(view.prefilled).map(([name, one]) => [name, one.value]));
  // An answer that a person took away stays away: prefilled values count only while nothing was saved yet.
  const answers = view.revision === 0 ? { ...known, ...view.answers } : { ...view.answers };
  return { view, answers, files: view.files, problems: {}, saving: "saved", failure: null };
}

const nothing = (): void => {};

export function createDraft(first: CaseView, wires: DraftWires): Draft {
  let state = begin(first);
  let unsaved = false;
  let cancel = nothing;
  let running: Promise<boolean> | null = null;
  const listeners = new Set<() => void>();

  const put = (next: Partial<DraftState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  async function saveAll(): Promise<boolean> {
    while (unsaved) {
      unsaved = false;
      put({ saving: "saving", failure: null });
      const { view, answers } = state;
      const saved = await wires.save({
        id: view.id,
        revision: view.revision,
        answers: sendable(view, answers, wires.today()),
      });
      if (saved.ok) {
        put({ view: saved.value });
        continue;
      }
      unsaved = true;
      if (saved.error.code === "stale") {
        put({ saving: "stale", failure: saved.error.message });
        return false;
      }
      const told = Object.fromEntries((saved.error.problems ?? []).map((one) => [one.field, one.message]));
      put({ saving: "failed", failure: saved.error.message, problems: { ...state.problems, ...told } });
      return false;
    }
    put({ saving: "saved", failure: null });
    return true;
  }

  const flush = (): Promise<boolean> => {
    cancel();
    if (state.saving === "stale") return Promise.resolve(false);
    running ??= saveAll().finally(() => {
      running = null;
    });
    return running;
  };

  /** Problems of the questions that are shown. What came locked from a registry the person cannot mend here: the server judges it. */
  const problemsAmong = (names: readonly string[]): Record<string, string> => {
    const { view, answers } = state;
    const fields = fieldsOf(view.definition);
    const shown = withoutHidden(view.definition, answers, view.facts);
    const judged = checkAnswers(view.definition, shown, view.facts, wires.today(), true);
    if (judged.ok) return {};
    const mine = judged.problems.filter(
      (one) => names.includes(one.field) && !(fields[one.field]?.locked && one.field in view.prefilled),
    );
    return Object.fromEntries(mine.map((one) => [one.field, one.message]));
  };

  const replaceProblems = (names: readonly string[], found: Record<string, string>) => {
    const others = Object.entries(state.problems).filter(([name]) => !names.includes(name));
    put({ problems: { ...Object.fromEntries(others), ...found } });
  };

  return {
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(name, value) {
      const { [name]: _, ...problems } = state.problems;
      unsaved = true;
      put({
        answers: { ...state.answers, [name]: value },
        problems,
        saving: state.saving === "stale" ? "stale" : "waiting",
      });
      cancel();
      cancel = wires.later(() => void flush());
    },
    check(name) {
      const asked = fieldsOf(state.view.definition)[name];
      const raw = state.answers[name];
      if (!asked || isEmpty(raw)) return;
      replaceProblems([name], problemsAmong([name]));
      const read = parseAnswer(asked, raw, wires.today());
      if (read.ok && typeof read.value === "string" && read.value !== raw)
        put({ answers: { ...state.answers, [name]: read.value } });
    },
    checkAll(names) {
      const found = problemsAmong(names);
      replaceProblems(names, found);
      return names.find((name) => found[name] !== undefined) ?? null;
    },
    refusal: () =>
      refusalFor(
        state.view.definition,
        withoutHidden(state.view.definition, state.answers, state.view.facts),
        state.view.facts,
      ),
    addFile: (file) => put({ files: [...state.files, file] }),
    flush,
    async takeNewest() {
      const newest = await wires.load(state.view.id);
      if (!newest.ok) return put({ failure: newest.error.message });
      unsaved = false;
      put(begin(newest.value));
    },
  };
}
