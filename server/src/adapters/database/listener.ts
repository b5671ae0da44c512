/** Hears PostgreSQL's NOTIFY on one connection of its own, which comes back and listens again after a break. */
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import type { ClientConfig } from "pg";

export interface Listener {
  /** Resolves once listening; answers a function that stops. Rejects when the database cannot be reached now. */
  listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

function quoted(channel: string): string {
  if (Buffer.byteLength(channel) > 63) throw new RangeError("a PostgreSQL channel name has at most 63 bytes");
  return `"${channel.replaceAll('"', '""')}"`;
}

/**
 * `onTrouble` hears of lost connections and of listeners that threw. What is notified while the connection is away is not
 * repeated: a listener that must miss nothing also polls.
 */
export function createListener(
  config: string | ClientConfig,
  onTrouble: (error: unknown) => void = () => undefined,
): Listener {
  const given = typeof config === "string" ? { connectionString: config } : config;
  const hearers = new Map<string, Set<(payload: string) => void>>();
  let connected: Promise<Client> | undefined;
  let closed = false;

  function deliver(channel: string, payload: string): void {
    for (const hear of hearers.get(channel) ?? []) {
      try {
        hear(payload);
      } catch (error) {
        onTrouble(error);
      }
    }
  }

  async function open(): Promise<Client> {
    const client = new Client({
      application_name: "wuhan-social-insurance listener",
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      ...given,
    });
    let lost = false;
    const leave = (error?: unknown) => {
      if (lost) return;
      lost = true;
      if (closed) return;
      onTrouble(error ?? new Error("the listening connection ended"));
      connected = undefined;
      void comeBack();
    };
    client.on("notification", (message) => deliver(message.channel, message.payload ?? ""));
    client.on("error", leave);
    try {
      await client.connect();
      for (const channel of hearers.keys()) await client.query(`listen ${quoted(channel)}`);
    } catch (error) {
      lost = true;
      await client.end().catch(() => undefined);
      throw error;
    }
    client.on("end", leave);
    return client;
  }

  function connect(): Promise<Client> {
    if (connected === undefined) {
      const attempt = open();
      connected = attempt;
      attempt.catch(() => {
        if (connected === attempt) connected = undefined;
      });
    }
    return connected;
  }

  async function comeBack(): Promise<void> {
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      if (closed || hearers.size === 0) return;
      try {
        await connect();
        return;
      } catch (error) {
        onTrouble(error);
        await pause(wait, undefined, { ref: false });
      }
    }
  }

  async function stopHearing(channel: string, hear: (payload: string) => void): Promise<void> {
    const set = hearers.get(channel);
    if (set === undefined || !set.delete(hear) || set.size > 0) return;
    hearers.delete(channel);
    // A connection that is away listens to nothing, and will not listen to this when it is back.
    const client = await connected?.catch(() => undefined);
    await client?.query(`unlisten ${quoted(channel)}`).catch(() => undefined);
  }

  return {
    async listen(channel, hear) {
      if (closed) throw new Error("the listener is closed");
      const own = (payload: string) => hear(payload);
      const set = hearers.get(channel) ?? new Set();
      hearers.set(channel, set.add(own));
      try {
        // Whether it is in the opening round or not, listening twice is harmless.
        await (await connect()).query(`listen ${quoted(channel)}`);
      } catch (error) {
        set.delete(own);
        if (set.size === 0) hearers.delete(channel);
        throw error;
      }
      return () => stopHearing(channel, own);
    },
    async close() {
      closed = true;
      hearers.clear();
      const client = await connected?.catch(() => undefined);
      await client?.end().catch(() => undefined);
    },
  };
}
