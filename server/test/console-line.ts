/** The line of a console to a server: it follows the feed, and comes back from its last number as a browser does. */
import { setTimeout as pause } from "node:timers/promises";
import type { DeskEvent } from "@wsi/shared/contract";

export interface ConsoleLine {
  /** Everything heard, in the order it was heard. */
  events: DeskEvent[];
  hangUp(): Promise<void>;
}

const AGAIN_MS = 100;

/** `again`: a broken line is opened again until it is hung up. */
export function follow(origin: string, cookie: string, from: number, again = false): ConsoleLine {
  const events: DeskEvent[] = [];
  const abort = new AbortController();

  async function hear(): Promise<void> {
    const after = events.at(-1)?.seq ?? from;
    const answer = await fetch(`${origin}/console/api/desk/feed?after=${after}`, {
      headers: { cookie },
      signal: abort.signal,
    });
    let text = "";
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const data = /^data: (.*)$/m.exec(text.slice(0, end));
        if (data?.[1] && !text.startsWith("event:")) events.push(JSON.parse(data[1]));
        text = text.slice(end + 2);
      }
    }
  }
  const reading = (async () => {
    do {
      await hear().catch(() => undefined);
      if (again && !abort.signal.aborted) await pause(AGAIN_MS);
    } while (again && !abort.signal.aborted);
  })();
  return { events, hangUp: () => (abort.abort(), reading) };
}

/** What one side said in one talk, as a console heard it. */
export const linesOf = (events: readonly DeskEvent[], id: string, from: "citizen" | "staff" = "citizen") =>
  events.filter((one) => one.conversation.id === id && one.message?.from === from).map((one) => one.message?.text);
