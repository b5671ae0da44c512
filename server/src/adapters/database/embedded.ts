/**
 * A real PostgreSQL of our own, for a machine that has nothing but Node: the binaries come with npm, the data lies in `dataDir`,
 * and there is no TCP port. A second process on the same `dataDir` uses the same server. It stops when the last one is gone,
 * however that one died (see lease.ts).
 */
import { connect } from "node:net";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { PoolConfig } from "pg";
import { homeOf, openCluster, readPostmaster } from "./cluster.ts";
import type { Cluster } from "./cluster.ts";
import { joinServer, launch } from "./lease.ts";
import type { Lease } from "./lease.ts";
import { EmbeddedPostgresError, findRuntime } from "./runtime.ts";

export { EmbeddedPostgresError };

export interface EmbeddedPostgres {
  config: PoolConfig;
  /** The same as a URL. It holds the password: never print it. */
  url: string;
  /** Lets go of the server; it stops when nobody else uses it. Close your pools before. */
  stop(): Promise<void>;
}

function answers(cluster: Cluster): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(join(cluster.socket, ".s.PGSQL.5432"));
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
  });
}

/** A process id in postmaster.pid that nobody keeps: our server without its keeper, or a stranger's number after a reboot. */
const UNKEPT_MS = 2_000;

/** Whether a server on `dataDir` was ever started, so that there are data to look at. Makes nothing. */
export const hasCluster = (dataDir: string): boolean =>
  existsSync(resolve(dataDir)) &&
  existsSync(
    join(
      homeOf(dataDir, () => undefined),
      "cluster",
    ),
  );

/** Throws EmbeddedPostgresError, whose message says what to do. */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log?: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const home = homeOf(options.dataDir, log);
  const runtime = await findRuntime(join(home, "runtime"));
  const cluster = openCluster(runtime, home);

  let lease: Lease | undefined;
  let unkeptSince: number | undefined;
  for (const end = performance.now() + 90_000; lease === undefined; await pause(20)) {
    if (performance.now() > end) throw new EmbeddedPostgresError("等待另一个进程启动或停止它超过了 90 秒。");
    const running = readPostmaster(cluster);
    if (running === undefined) {
      unkeptSince = undefined;
      lease = await launch(runtime, cluster);
    } else {
      lease = running.ready ? await joinServer(cluster, running.pid) : undefined;
      unkeptSince ??= performance.now();
      if (lease === undefined && performance.now() - unkeptSince > UNKEPT_MS) {
        if (await answers(cluster)) {
          log("内置 PostgreSQL 的看护进程不在了，本次直接使用；它不会随本进程停止");
          lease = { release: async () => undefined };
        } else {
          lease = await launch(runtime, cluster);
        }
      }
    }
    if (lease !== undefined) break;
  }

  const held = lease;
  const config = {
    host: cluster.socket,
    port: 5432,
    user: "postgres",
    password: cluster.password,
    database: "postgres",
  };
  const url = `postgresql://postgres:${config.password}@${encodeURIComponent(config.host)}:5432/postgres`;
  return { config, url, stop: () => held.release() };
}
