import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, rm, stat, statfs, writeFile } from "node:fs/promises";
import path from "node:path";
import { bad, good, mind, type Check } from "../check.ts";

const GB = 1024 ** 3;
/** Below it uploads of one busy day may not fit. */
const LITTLE = GB;
const TOO_LITTLE = GB / 10;

/** The folder itself, or the nearest one above it that exists. */
async function existing(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  return found || path.dirname(folder) === folder ? folder : existing(path.dirname(folder));
}

export const dataFolder: Check = {
  id: "data",
  name: "数据目录",
  needs: [],
  settings: ["DATA_DIR"],
  late: bad("磁盘没有及时答复", "检查 DATA_DIR 所在的磁盘或网络盘"),
  async run({ env }) {
    const folder = path.resolve(env.DATA_DIR);
    const there = await existing(folder);
    const user = process.getuid === undefined ? "" : `（以 uid ${process.getuid()} 检查，服务要用同一个用户运行）`;
    const closed = bad(`${folder} 不能写${user}`, `把它交给运行服务的用户：chown -R 用户 ${folder}`);
    if (there !== folder) {
      // Nothing is made here: whoever looks must leave no traces of another user.
      const open = await access(there, constants.W_OK).then(
        () => true,
        () => false,
      );
      return open ? good(`${folder} 还不存在，启动时会建`) : closed;
    }
    const trial = path.join(folder, `.doctor-${randomUUID()}`);
    try {
      await writeFile(trial, "");
      await rm(trial);
    } catch {
      return closed;
    }
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const seen = `${folder} 可写，剩余 ${(free / GB).toFixed(1)} GB${user}`;
    const more = "腾出空间，或把 DATA_DIR 移到更大的磁盘";
    return free < TOO_LITTLE ? bad(seen, more) : free < LITTLE ? mind(seen, more) : good(seen);
  },
};
