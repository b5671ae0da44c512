/**
 * Who keeps our PostgreSQL running. Every process that uses it holds the writing end of one named pipe, whose only reader is a
 * small `sh` that started the server. The kernel closes the end of a process however it dies, `kill -9` included; when the last
 * is closed the reader sees the end of the pipe and stops the server. So nothing is orphaned, and nobody's server is stopped
 * under them.
 */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isAlive, own, readPostmaster } from "./cluster.ts";
import type { Cluster } from "./cluster.ts";
import { EmbeddedPostgresError, identity } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";

/**
 * $1 postgres, $2 PGDATA, $3 run folder, $4 the pipe; the rest are settings. Every line on the pipe is a holder's name: the file
 * `held.SERVER.NAME` answers that it was read, hence that the server cannot be stopped before the holder lets go. The server is a child
 * that is waited for, so its process id cannot be another's when it is signalled.
 */
const KEEPER = `
postgres=$1 data=$2 run=$3 pipe=$4; shift 4
exec 3<&0
"$postgres" -D "$data" "$@" </dev/null >>"$run/postgres.log" 2>&1 3<&- &
server=$!
mv "$pipe" "$run/lease.$server"
( while IFS= read -r name; do : >"$run/held.$server.$name"; done; kill -INT "$server" ) <&3 &
reader=$!
exec 3<&- </dev/null
wait "$server"
kill "$reader" 2>/dev/null
rm -f "$run/lease.$server" "$run/held.$server".*
`;

/** No TCP; errors go to the client, never with their values into a file. */
function settings(cluster: Cluster): string[] {
  const set: Record<string, string> = {
    listen_addresses: "",
    unix_socket_directories: cluster.socket,
    unix_socket_permissions: "0700",
    max_connections: "200",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "fatal",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
  };
  return Object.entries(set).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

export interface Lease {
  /** Lets go; when nobody else holds the server, waits until it has stopped. */
  release(): Promise<void>;
}

async function until<T>(ask: () => T | undefined, ms: number): Promise<T | undefined> {
  for (const end = performance.now() + ms; ; await pause(10)) {
    const answer = ask();
    if (answer !== undefined || performance.now() > end) return answer;
  }
}

function isHeld(cluster: Cluster, server: number): boolean {
  return readdirSync(cluster.run).some((name) => {
    const [, of, holder] = /^held\.(\d+)\.(\d+)-/.exec(name) ?? [];
    return Number(of) === server && holder !== undefined && isAlive(Number(holder));
  });
}

/** Makes ourselves known through the pipe. Undefined when its reader was already on its way out. */
async function hold(cluster: Cluster, pipe: number, server: number): Promise<Lease | undefined> {
  const name = `${process.pid}-${randomBytes(4).toString("hex")}`;
  const mark = join(cluster.run, `held.${server}.${name}`);
  try {
    writeSync(pipe, `${name}\n`);
  } catch {
    closeSync(pipe);
    return undefined;
  }
  const heard = await until(() => (existsSync(mark) ? true : isAlive(server) ? undefined : false), 5_000);
  if (heard !== true) {
    closeSync(pipe);
    return undefined;
  }
  let released = false;
  return {
    async release() {
      if (released) return;
      released = true;
      rmSync(mark, { force: true });
      closeSync(pipe);
      if (isHeld(cluster, server)) return;
      const stopped = await until(
        () => (readPostmaster(cluster)?.pid === server && !isHeld(cluster, server) ? undefined : true),
        30_000,
      );
      if (stopped === undefined)
        throw new Error("内置 PostgreSQL 在 30 秒内没有停下，请查看数据目录下的 run/postgres.log。");
    },
  };
}

/** Joins the server that runs with this process id. Undefined when nobody keeps it, or it is just stopping. */
export async function joinServer(cluster: Cluster, server: number): Promise<Lease | undefined> {
  let pipe: number;
  try {
    // Without a reader this fails at once (ENXIO) instead of waiting for one.
    pipe = openSync(join(cluster.run, `lease.${server}`), constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  return hold(cluster, pipe, server);
}

function tail(cluster: Cluster, from: number): string {
  const path = join(cluster.run, "postgres.log");
  return existsSync(path)
    ? readFileSync(path).subarray(from).toString("utf8").trim().split("\n").slice(-3).join(" ")
    : "";
}

/** Starts the server. Undefined when another process was quicker. Throws EmbeddedPostgresError. */
export async function launch(runtime: Runtime, cluster: Cluster): Promise<Lease | undefined> {
  const log = join(cluster.run, "postgres.log");
  const before = existsSync(log) ? readFileSync(log).length : 0;
  const path = join(cluster.run, `pipe.${process.pid}-${randomBytes(4).toString("hex")}`);
  const made = spawnSync("mkfifo", ["-m", "600", path], { encoding: "utf8" });
  if (made.status !== 0) throw new EmbeddedPostgresError(`mkfifo：${made.error?.message ?? made.stderr.trim()}。`);
  own(path);
  // Opened for both first, so that neither of the two real ends has to wait for the other.
  const both = openSync(path, constants.O_RDWR);
  const reading = openSync(path, constants.O_RDONLY);
  const writing = openSync(path, constants.O_WRONLY);
  closeSync(both);
  const ourPipe = fstatSync(writing).ino;
  const keeper = spawn(
    "/bin/sh",
    ["-c", KEEPER, "sh", runtime.postgres, cluster.data, cluster.run, path, ...settings(cluster)],
    {
      cwd: "/",
      env: runtime.env,
      // Its own session: Ctrl-C in the terminal is for us, and we close in our own order.
      detached: true,
      stdio: [reading, "ignore", "ignore"],
      ...identity,
    },
  );
  closeSync(reading);
  let gone = false;
  const leave = () => void (gone = true);
  keeper.once("exit", leave).once("error", leave);
  keeper.unref();
  const server = await until(() => {
    if (gone) return -1;
    const found = readPostmaster(cluster);
    if (found?.ready !== true) return undefined;
    // Ours only if the keeper renamed our very pipe after it: another process may have won.
    return statSync(join(cluster.run, `lease.${found.pid}`), { throwIfNoEntry: false })?.ino === ourPipe
      ? found.pid
      : undefined;
  }, 60_000);
  if (server === undefined || server === -1) {
    closeSync(writing);
    rmSync(path, { force: true });
    // Refused because another process started one in the same moment: join that.
    if (readPostmaster(cluster) !== undefined) return undefined;
    throw new EmbeddedPostgresError(`${tail(cluster, before) || "没有给出原因"}。`);
  }
  return hold(cluster, writing, server);
}
