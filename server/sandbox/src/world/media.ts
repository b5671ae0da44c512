import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DAY, type Clock } from "./clock.ts";
import { randomText } from "./random.ts";

export type MediaType = "image" | "voice" | "video" | "thumb";

export interface Media {
  id: string;
  type: MediaType;
  contentType: string;
  filename: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** Temporary media: WeChat keeps them for three days. */
export interface MediaStore {
  add(type: MediaType, contentType: string, filename: string, bytes: Buffer): Media;
  /** Undefined when there is no such media, or its three days are over. */
  find(id: string): Media | undefined;
  read(media: Media): Buffer;
  toJSON(): SavedMedia;
}

export type SavedMedia = readonly Media[];

/** Bytes live as files under `folder`; without one, in memory. */
export function createMediaStore(clock: Clock, folder: string | undefined, saved: SavedMedia = []): MediaStore {
  const all = new Map(saved.map((one) => [one.id, one]));
  const inMemory = new Map<string, Buffer>();
  if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    add(type, contentType, filename, bytes) {
      const media: Media = { id: randomText(64), type, contentType, filename, createdAt: clock.now() };
      all.set(media.id, media);
      if (folder === undefined) inMemory.set(media.id, bytes);
      else writeFileSync(path.join(folder, media.id), bytes, { mode: 0o600 });
      return media;
    },
    find(id) {
      const media = all.get(id);
      return media && media.createdAt + 3 * DAY > clock.now() ? media : undefined;
    },
    read: (media) => inMemory.get(media.id) ?? (folder ? readFileSync(path.join(folder, media.id)) : Buffer.alloc(0)),
    toJSON: () => [...all.values()],
  };
}
