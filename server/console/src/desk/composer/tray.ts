/** Files chosen for a talk and not sent yet, kept outside the screen so that looking at another talk loses none of them. */
import { maxFileBytes } from "@wsi/shared/contract";

export interface Chosen {
  /** The same key is the same file and the same message, however often it is tried. */
  key: string;
  conversation: string;
  file: File;
  kind: "image" | "voice" | "video" | "file";
  /** An address inside this page, for the look before it is sent; null for what is no picture. */
  preview: string | null;
  /** Null: not on its way. */
  percent: number | null;
  failure: string | null;
}

const kindOf = ({ type }: File): Chosen["kind"] =>
  type.startsWith("image/") ? "image" : type.startsWith("audio/") ? "voice" : type === "video/mp4" ? "video" : "file";

/** Said before ten megabytes have travelled; the server looks at the bytes themselves. */
const unfit = ({ size, type }: File): string | null => {
  if (size === 0) return "这个文件是空的";
  if (size > maxFileBytes) return "超过 10 MB，请压缩后再发";
  if (type === "image/svg+xml" || type === "image/gif") return "请换成 JPG、PNG 或 WebP 图片";
  return null;
};

export interface Tray {
  now: () => readonly Chosen[];
  listen: (changed: () => void) => () => void;
  choose: (conversation: string, files: readonly File[], keyOf: () => string) => void;
  change: (key: string, next: Partial<Pick<Chosen, "percent" | "failure">>) => void;
  drop: (key: string) => void;
}

export function createTray(addresses: Pick<typeof URL, "createObjectURL" | "revokeObjectURL">): Tray {
  let chosen: readonly Chosen[] = [];
  const listeners = new Set<() => void>();
  const put = (next: readonly Chosen[]) => {
    chosen = next;
    for (const listener of listeners) listener();
  };
  return {
    now: () => chosen,
    listen(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    choose(conversation, files, keyOf) {
      const fresh = files.map((file): Chosen => {
        const kind = kindOf(file);
        const failure = unfit(file);
        const preview = kind === "image" && failure === null ? addresses.createObjectURL(file) : null;
        return { key: keyOf(), conversation, file, kind, preview, percent: null, failure };
      });
      put([...chosen, ...fresh]);
    },
    change: (key, next) => put(chosen.map((one) => (one.key === key ? { ...one, ...next } : one))),
    drop(key) {
      const one = chosen.find((other) => other.key === key);
      if (one?.preview) addresses.revokeObjectURL(one.preview);
      put(chosen.filter((other) => other.key !== key));
    },
  };
}

export const tray = createTray(URL);
