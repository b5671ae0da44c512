/** The server in a process of its own, as production runs it, that can be killed -9 and started again on the same database and port. */
import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const LONGEST_START_MS = 120_000;

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export interface ServerProcess {
  origin: string;
  /** Resolves when it answers. */
  start(): Promise<void>;
  kill(): Promise<void>;
}

export function serverProcess(port: number, given: Record<string, string>): ServerProcess {
  const origin = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let said = "";
  process.once("exit", () => child?.kill("SIGKILL"));
  return {
    origin,
    async start() {
      const env = { ...process.env, ...given, PORT: String(port) };
      const own = spawn(process.execPath, ["--import", "tsx", program], { env, stdio: ["ignore", "pipe", "pipe"] });
      child = own;
      own.stdout.on("data", (text: Buffer) => (said = (said + text.toString()).slice(-4_000)));
      own.stderr.on("data", (text: Buffer) => (said = (said + text.toString()).slice(-4_000)));
      for (const end = Date.now() + LONGEST_START_MS; ; await pause(50)) {
        const ended = own.exitCode !== null || own.signalCode !== null;
        if (ended || Date.now() > end) throw new Error(`the server did not start: ${said}`);
        const up = await fetch(`${origin}/console/api/session`).then(
          () => true,
          () => false,
        );
        if (up) return;
      }
    },
    async kill() {
      const dying = child;
      child = undefined;
      if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
      await new Promise((resolve) => {
        dying.once("exit", resolve);
        dying.kill("SIGKILL");
      });
    },
  };
}
