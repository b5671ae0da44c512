import { Worker } from "node:worker_threads";
import type { Sheet } from "./parse.ts";

/** A sheet of 20,000 rows takes a second: long enough to keep a thousand callbacks of WeChat waiting, so not in our event loop. */
const patienceMs = 60_000;
const memoryMb = 512;

/** Parses a sheet in a thread of its own, with a bound on time and memory. A string: why it could not be read, and what to do. */
export async function readSheet(bytes: Buffer, name: string): Promise<Sheet | string> {
  const worker = new Worker(new URL("./worker.mjs", import.meta.url), {
    workerData: { bytes, name },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    // The parser's own warnings about odd files are not for our log.
    stderr: true,
    stdout: true,
  });
  try {
    return await new Promise<Sheet | string>((done, fail) => {
      const timer = setTimeout(() => done("这个表格读了一分钟还没读完，请删去多余的内容再上传"), patienceMs);
      worker.once("message", (answer: Sheet | string) => {
        clearTimeout(timer);
        done(answer);
      });
      worker.once("error", (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        if (error.code === "ERR_WORKER_OUT_OF_MEMORY") done("这个表格展开后太大，请删去多余的内容，或拆成几个文件");
        else fail(error);
      });
    });
  } finally {
    await worker.terminate();
  }
}
