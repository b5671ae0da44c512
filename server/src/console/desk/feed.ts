import { PassThrough } from "node:stream";
import { staffStreams, windowName } from "@wsi/shared/contract";
import * as v from "valibot";
import { inTransaction } from "../../db.ts";
import { seen } from "../../desk/index.ts";
import { admit, answerRefusal, type Door } from "../../http/door.ts";
import { refuse } from "../../refusal.ts";
import { agents } from "./parts.ts";
import type { Tail } from "./feed-tail.ts";
import type { ConsoleParts } from "../parts.ts";
import { identifyStaff } from "../staff/session.ts";

const beatMs = 20_000;

/** Answers when a slow line has taken what it was given, or is gone. */
const drained = (stream: PassThrough): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      stream.off("drain", go).off("close", go);
      resolve();
    };
    stream.on("drain", go).on("close", go);
  });

/**
 * What happens at the desk, as server-sent events whose id is the feed's number. The bell only says "look": what is sent is read
 * from the gap-free feed, so a lost ring, a slow console or a broken line loses nothing. Every beat says that the agent is there
 * and asks again whether they may be.
 */
export function feedRoute(door: Door, parts: ConsoleParts, tail: Tail): void {
  door.serveRaw(
    "GET",
    staffStreams.feed,
    { who: agents, audit: "staff.desk.feed" },
    async (ctx, { actor, tx, now }) => {
      // A browser that reconnects says where it was; that is newer than the address it first opened.
      const after = Number(ctx.get("last-event-id") || ctx.query["after"] || 0);
      if (!Number.isSafeInteger(after) || after < 0) return refuse("bad-input", "after 要是一个序号");
      await seen(tx, actor.staffId, now);
      const window = v.safeParse(windowName, ctx.query["window"] ?? "");
      if (!window.success) return refuse("bad-input", "window 要是窗口的名字");
      return { after, staffId: actor.staffId, window: window.output };
    },
    (ctx, { after, staffId, window }) => {
      if (parts.streams.open >= parts.streams.most)
        return answerRefusal(
          ctx,
          refuse("unavailable", "打开的工作台太多了，请关掉不用的页面后重试", { retryAfterSeconds: 10 }),
        );
      const stream = new PassThrough();
      ctx.type = "text/event-stream";
      ctx.set("Cache-Control", "no-store");
      ctx.set("X-Accel-Buffering", "no");
      ctx.body = stream;

      let last = after;
      let sending = false;
      let rung = true;
      let over = false;
      async function sendNew(): Promise<void> {
        if (sending || over) return;
        sending = true;
        try {
          while (rung && !over) {
            rung = false;
            await tail.readOn();
            const events = tail.after(last) ?? (await tail.readFrom(last));
            const newest = events.at(-1);
            if (newest === undefined) continue;
            last = newest.seq;
            rung = true;
            if (!stream.write(events.map((one) => one.text).join(""))) await drained(stream);
          }
        } catch (error) {
          parts.log.error({ err: error }, "a console stream failed");
          end();
        } finally {
          sending = false;
        }
      }
      async function beatOnce(): Promise<void> {
        const now = parts.clock.now();
        const allowed = await inTransaction(parts.db, async (tx) => {
          const actor = await identifyStaff(ctx, tx, now);
          // Also who is still signed in, and no longer of the desk.
          if (actor?.staffId !== staffId || admit(agents, actor, "staff")) return false;
          await seen(tx, staffId, now);
          return true;
        });
        if (!allowed) return end();
        stream.write(": beat\n\n");
        ring();
      }
      function ring(): void {
        rung = true;
        void sendNew();
      }
      function end(): void {
        if (over) return;
        over = true;
        clearInterval(beat);
        deaf();
        blind();
        deafToDrafts();
        parts.streams.open -= 1;
        stream.end();
      }
      parts.streams.open += 1;
      const deaf = parts.deskBell.hear(ring);
      // A line that is slow gets no signs: they are for those who can see them now.
      const blind = parts.signs.hear((passing) => {
        if (over || stream.writableLength > 0) return;
        // What others do, and what I read in another window of mine.
        if (passing.is === "sign" && passing.sign.staff.id !== staffId)
          stream.write(`event: sign\ndata: ${JSON.stringify(passing.sign)}\n\n`);
        if (passing.is === "read" && passing.read.staffId === staffId)
          stream.write(`event: read\ndata: ${JSON.stringify(passing.read)}\n\n`);
      });
      const deafToDrafts = parts.draftBell.hear((rung) => {
        const others = [...rung].some((one) => one.startsWith(`${staffId}/`) && one !== `${staffId}/${window}`);
        if (others && !over) stream.write("event: draft\ndata: {}\n\n");
      });
      const beat = setInterval(() => {
        beatOnce().catch((error: unknown) => {
          parts.log.error({ err: error }, "a console stream failed");
          end();
        });
      }, beatMs);
      stream.on("close", end);
      ctx.req.on("close", end);
      stream.write("retry: 1000\n\n");
      void sendNew();
    },
  );
}
