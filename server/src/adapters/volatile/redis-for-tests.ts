/** A Redis for tests: the one of `REDIS_URL`, else a private one that ends with us. Without either, tests fail and say why. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export interface TestRedis {
  open(): Socket;
  stop(): Promise<void>;
}

export async function startTestRedis(): Promise<TestRedis> {
  const given = process.env["REDIS_URL"];
  if (given !== undefined && given !== "") {
    const { hostname, port } = new URL(given);
    return { open: () => connect(Number(port === "" ? 6379 : port), hostname), stop: async () => undefined };
  }
  const folder = mkdtempSync(join(tmpdir(), "wsi-redis-"));
  const path = join(folder, "redis.sock");
  const options = ["--port", "0", "--unixsocket", path, "--save", "", "--appendonly", "no", "--dir", folder];
  const server = spawn("redis-server", options, { stdio: "ignore" });
  let failed: Error | undefined;
  server.once("error", (error) => void (failed = error));
  server.once("exit", (code) => void (failed ??= new Error(`redis-server ended with ${code}`)));
  for (const end = performance.now() + 10_000; ; await pause(20)) {
    if (failed !== undefined || performance.now() > end) {
      rmSync(folder, { recursive: true, force: true });
      throw new Error("测试需要 Redis：请安装 redis-server（Debian：apt install redis-server），或设置 REDIS_URL", {
        cause: failed,
      });
    }
    const socket = connect(path);
    const up = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    });
    socket.destroy();
    if (up) break;
  }
  process.once("exit", () => server.kill("SIGKILL"));
  return {
    open: () => connect(path),
    async stop() {
      await new Promise((resolve) => {
        server.once("exit", resolve);
        server.kill("SIGTERM");
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
