import { inTransaction, type Db } from "../../db.ts";
import { createKnowledge, type Knowledge } from "../index.ts";
import { KNOWLEDGE_CHANNEL, readPublished, readTerms } from "./published.ts";
import { revisionOf } from "./store.ts";

export interface LiveParts {
  db: Db;
  /** Hears a PostgreSQL channel; answers how to stop. */
  listen(channel: string, hear: () => void): Promise<() => Promise<void>>;
  onTrouble(error: unknown): void;
  /** How often it looks by itself, because what is notified while the listener is away is not repeated. */
  pollMs?: number;
}
export interface LiveKnowledge {
  /** Always asks what is published now. */
  knowledge: Knowledge;
  close(): Promise<void>;
}

const POLL_MS = 30_000;

/** What is published, as one `Knowledge` that follows every approval in whichever process, without a pause in answering. */
export async function followPublished(parts: LiveParts): Promise<LiveKnowledge> {
  const read = async () => {
    const { revision, entries, terms } = await inTransaction(parts.db, async (tx) => ({
      // First the number: what is published in between is read again.
      revision: await revisionOf(tx),
      entries: await readPublished(tx),
      terms: await readTerms(tx),
    }));
    return { revision, knowledge: createKnowledge(entries, terms) };
  };
  let current = await read();
  let working: Promise<void> | undefined;
  let again = false;
  let closed = false;

  async function renew(): Promise<void> {
    do {
      again = false;
      const revision = await inTransaction(parts.db, revisionOf);
      if (revision !== current.revision) current = await read();
    } while (again && !closed);
  }
  function look(): void {
    again = true;
    if (closed) return;
    working ??= renew()
      .catch((error: unknown) => {
        if (!closed) parts.onTrouble(error);
      })
      .finally(() => (working = undefined));
  }
  const deaf = await parts.listen(KNOWLEDGE_CHANNEL, look);
  const timer = setInterval(look, parts.pollMs ?? POLL_MS);
  timer.unref();
  // What was published between the reading and the listening.
  look();

  return {
    knowledge: {
      ask: (text, today) => current.knowledge.ask(text, today),
      explain: (text, today) => current.knowledge.explain(text, today),
      find: (id, today) => current.knowledge.find(id, today),
      get popular() {
        return current.knowledge.popular;
      },
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await deaf();
      await working;
    },
  };
}
