import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { randomUUID } from "node:crypto";
import { PortFault } from "../../ports/fault.ts";
import type { Files } from "../../ports/files.ts";

/** Files in a folder only the service may read. Written beside, flushed, then renamed: a half-written file never has a name. */
export function createDiskFiles(folder: string): Files {
  const place = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new PortFault("files", "nonsense", "not the name of a file");
    return path.join(folder, sha256.slice(0, 2), sha256);
  };
  return {
    async put(sha256, bytes) {
      const target = place(sha256);
      if (
        await stat(target).then(
          () => true,
          () => false,
        )
      )
        return;
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      const beside = `${target}.${randomUUID()}`;
      const file = await open(beside, "wx", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, target);
    },
    async get(sha256) {
      try {
        return await readFile(place(sha256));
      } catch (error) {
        if (error instanceof PortFault) throw error;
        throw new PortFault("files", "unreachable", "the bytes of a material are not on the disk");
      }
    },
    drop: (sha256) => rm(place(sha256), { force: true }),
  };
}
