import { request } from "node:http";
import { performance } from "node:perf_hooks";
import type { DeskEvent, OutputOf, staff } from "@wsi/shared/contract";

/** Consoles as agents have them open: ready, following the feed. */

export async function call(
  origin: string,
  cookie: string,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await fetch(origin + path, {
    method,
    headers: { cookie, "x-console": "1", "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

export interface Console {
  cookie: string;
  /** Numbers of the feed in the order they came. */
  seqs: number[];
  hangUp(): void;
}

/** `onLine` hears every citizen's line with the moment it was on the screen's side of the wire. */
export async function openConsole(
  origin: string,
  n: number,
  cookie: string,
  onLine: (agent: number, text: string, at: number) => void,
): Promise<Console> {
  const list = await call(origin, cookie, "GET", "/console/api/desk/conversations");
  const { seq } = list as OutputOf<typeof staff.conversations>;
  const seqs: number[] = [];
  const asked = request(`${origin}/console/api/desk/feed?after=${seq}`, { headers: { cookie } });
  await new Promise<void>((resolve, reject) => {
    asked.on("error", reject);
    asked.on("response", (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`the feed: ${answer.statusCode}`));
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        const at = performance.now();
        text += chunk;
        let from = 0;
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", from)) {
          const block = text.slice(from, end);
          from = end + 2;
          const data = block.indexOf("\ndata: ");
          if (!block.startsWith("id: ") || data < 0) continue;
          const event = JSON.parse(block.slice(data + 7)) as DeskEvent;
          seqs.push(event.seq);
          if (event.message?.from === "citizen") onLine(n, event.message.text, at);
        }
        text = text.slice(from);
      });
      resolve();
    });
    asked.end();
  });
  return { cookie, seqs, hangUp: () => void asked.destroy() };
}
