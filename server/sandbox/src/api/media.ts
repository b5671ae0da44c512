import { mediaUrl } from "../push/replies.ts";
import type { MediaType } from "../world/media.ts";
import { get, post, text, type Endpoint } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";

const MB = 1024 * 1024;
const limits: Record<MediaType, { bytes: number; types: RegExp }> = {
  image: { bytes: 10 * MB, types: /^image\/(png|jpe?g|gif|bmp)$/ },
  voice: { bytes: 2 * MB, types: /^audio\/(amr|mpeg|mp3)$/ },
  video: { bytes: 10 * MB, types: /^video\/mp4$/ },
  thumb: { bytes: 64 * 1024, types: /^image\/jpe?g$/ },
};
const isType = (type: string): type is MediaType => Object.hasOwn(limits, type);

/** Whatever the phone here recorded, WeChat hands out AMR: the shortest that a player takes, a second of nothing. */
const silence = Buffer.concat([Buffer.from("#!AMR\n", "latin1"), Buffer.alloc(50, 0x7c)]);

/** Temporary media: up, and for three days back. */
export const temporaryMedia: readonly Endpoint[] = [
  post("/cgi-bin/media/upload", ({ world, query, file }) => {
    const type = text(query["type"]);
    if (!isType(type)) throw new Refused(40004);
    if (!file || file.bytes.length === 0) throw new Refused(41005);
    need(limits[type].types.test(file.contentType), 40005);
    need(file.bytes.length <= limits[type].bytes, 45001);
    const media = world.media.add(type, file.contentType, file.name, file.bytes);
    const id = type === "thumb" ? { thumb_media_id: media.id } : { media_id: media.id };
    return { type, ...id, created_at: Math.floor(media.createdAt / 1000) };
  }),
  get("/cgi-bin/media/get", ({ world, query, origin }) => {
    const media = world.media.find(text(query["media_id"]));
    if (!media) throw new Refused(40007);
    // Of a video WeChat tells only where it is.
    if (media.type === "video") return { video_url: origin + mediaUrl(media.id) };
    if (media.type === "voice" && media.contentType === "audio/wav")
      return { contentType: "audio/amr", bytes: silence };
    return { contentType: media.contentType, bytes: world.media.read(media) };
  }),
];
