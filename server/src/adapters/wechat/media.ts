import { PortFault } from "../../ports/fault.ts";
import type { TemporaryMedia } from "../../ports/messages.ts";
import { attempt, textOf } from "./attempt.ts";
import type { WechatClient } from "./client.ts";
import { faultOf, WechatError } from "./errors.ts";

const PORT = "media";
/** No such media: too old, or of another account. */
const GONE: ReadonlySet<number> = new Set([40007, 40004]);

/** Media that WeChat keeps for three days. */
export function createTemporaryMedia(client: WechatClient): TemporaryMedia {
  return {
    async fetch(mediaId) {
      try {
        return { outcome: "found", bytes: await client.download(mediaId) };
      } catch (error) {
        if (!(error instanceof WechatError)) throw error;
        if (GONE.has(error.code)) return { outcome: "gone" };
        throw faultOf(PORT, error.code);
      }
    },
    async upload(kind, { bytes, name, mime }) {
      try {
        return await attempt(
          PORT,
          () => client.upload("/cgi-bin/media/upload", { bytes, name, type: mime }, { type: kind }),
          (answer) => ({ outcome: "done" as const, mediaId: textOf(PORT, answer, "media_id") }),
        );
      } catch (error) {
        // Media handed over twice are one too many for three days: nobody ever sees them.
        if (error instanceof PortFault && error.kind === "timeout")
          throw new PortFault(PORT, "unreachable", "no answer to an upload in time");
        throw error;
      }
    },
  };
}
