/** A Redis for tests: the one of `REDIS_URL`, else a private one that ends with us. Without either, tests fail and say why. */
import { spawn, type ChildProcess } from "node:child_process";
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

export interface RedisServer {
  url: string;
  start(): Promise<void>;
  /** As when the power fails: nothing is said to anybody. */
  kill(): Promise<void>;
  /** Takes connections and answers nothing, until it goes on. */
  hang(): void;
  goOn(): void;
  end(): Promise<void>;
}

/** A Redis of one's own on a port, that may be taken away from who uses it and given back. */
export function redisServer(port: number): RedisServer {
  const folder = mkdtempSync(join(tmpdir(), "wsi-redis-"));
  let server: ChildProcess | undefined;
  const answers = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket
        .once("connect", () => resolve(true))
        .once("error", () => resolve(false))
        .once("connect", () => socket.destroy());
    });
  const kill = async () => {
    const ending = server;
    server = undefined;
    if (ending === undefined) return;
    await new Promise((resolve) => {
      ending.once("exit", resolve);
      ending.kill("SIGKILL");
    });
  };
  process.once("exit", () => server?.kill("SIGKILL"));
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const options = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
      server = spawn("redis-server", options, { stdio: "ignore" });
      for (const end = performance.now() + 10_000; !(await answers()); await pause(20))
        if (performance.now() > end)
          throw new Error("测试需要 Redis：请安装 redis-server（Debian：apt install redis-server）");
    },
    kill,
    hang: () => void server?.kill("SIGSTOP"),
    goOn: () => void server?.kill("SIGCONT"),
    async end() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
