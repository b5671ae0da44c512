import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

export type Process = ChildProcessByStdio<null, Readable, null>;

/** One of our programs in a process of its own; its errors are shown, its output is the caller's. */
export const startProcess = (file: URL, args: readonly string[], env: Readonly<Record<string, string>>): Process =>
  spawn(process.execPath, ["--import", "tsx", fileURLToPath(file), ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
