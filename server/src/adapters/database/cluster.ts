/** The folder of our own PostgreSQL: made once, kept for good. */
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { EmbeddedPostgresError, PUBLIC_HOME, identity, reachable } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";

export interface Cluster {
  /** PGDATA. */
  data: string;
  /** Lease files, the log: what only matters while it runs. */
  run: string;
  /** Holds the unix socket; a short path, entered by nobody else. */
  socket: string;
  password: string;
}

/** A unix socket's path has room for about a hundred bytes. */
const LONGEST_SOCKET_PATH = 100;

export function own(path: string): void {
  if (identity !== undefined) chownSync(path, identity.uid, identity.gid);
}

/** A 0700 folder that belongs to them who run PostgreSQL. Refuses one that a stranger put there first. */
function openFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const found = lstatSync(path);
  const uid = process.getuid?.();
  if (!found.isDirectory() || (found.uid !== uid && found.uid !== identity?.uid)) {
    throw new EmbeddedPostgresError(`目录 ${path} 属于别的用户。`);
  }
  own(path);
  return path;
}

/**
 * The folder where everything of this database lies. Normally `dataDir` itself; when root runs us and `nobody` cannot enter it
 * (it is under /root, say), a folder of its own in a public place, named after `dataDir` so that it is found again.
 */
export function homeOf(dataDir: string, log: (line: string) => void): string {
  const wanted = resolve(dataDir);
  mkdirSync(wanted, { recursive: true });
  const hash = createHash("sha256").update(wanted).digest("hex").slice(0, 16);
  const elsewhere = join(PUBLIC_HOME, hash);
  // Moved once, moved for good: data that lies there is not forgotten because a mode was changed.
  if (identity === undefined || (reachable(wanted) && !existsSync(join(elsewhere, "cluster")))) return wanted;
  try {
    mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
    if (!reachable(elsewhere)) throw new Error(`nobody 用户也无法进入 ${elsewhere}`);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new EmbeddedPostgresError(`以 root 运行时数据库由 nobody 用户执行，而它无法进入 ${wanted}（${because}）。`, {
      cause: error,
    });
  }
  log(`数据库文件放在 ${elsewhere}：nobody 用户无法进入 ${wanted}`);
  return elsewhere;
}

function socketFolder(home: string): string {
  const near = join(home, "socket");
  if (Buffer.byteLength(join(near, ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH) return openFolder(near);
  const hash = createHash("sha256").update(home).digest("hex").slice(0, 12);
  return openFolder(join(tmpdir(), `wsi-${hash}`));
}

/** Another process may be making it too: everyone makes their own and the first rename wins. */
function makeCluster(runtime: Runtime, home: string): void {
  const fresh = openFolder(join(home, `cluster.${process.pid}-${randomBytes(4).toString("hex")}`));
  const password = join(fresh, "password");
  writeFileSync(password, randomBytes(24).toString("base64url"), { mode: 0o600 });
  own(password);
  const options = ["-E", "UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256", "--data-checksums", "-U", "postgres"];
  const made = spawnSync(runtime.initdb, ["-D", join(fresh, "data"), ...options, `--pwfile=${password}`], {
    cwd: "/",
    env: runtime.env,
    encoding: "utf8",
    ...identity,
  });
  if (made.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new EmbeddedPostgresError(`initdb：${made.error?.message ?? made.stderr.trim()}。`);
  }
  try {
    renameSync(fresh, join(home, "cluster"));
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(join(home, "cluster"))) throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** What initdb left when it was killed. */
function removeHalfMade(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = /^cluster\.(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(home, name), { recursive: true, force: true });
  }
}

export function openCluster(runtime: Runtime, home: string): Cluster {
  const cluster = join(home, "cluster");
  if (!existsSync(cluster)) {
    removeHalfMade(home);
    makeCluster(runtime, home);
  }
  return {
    data: join(cluster, "data"),
    run: openFolder(join(home, "run")),
    socket: socketFolder(home),
    password: readFileSync(join(cluster, "password"), "utf8").trim(),
  };
}

/** The running server's process id and whether it takes connections, as it says itself in postmaster.pid. */
export function readPostmaster(cluster: Cluster): { pid: number; ready: boolean } | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster.data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  return { pid, ready: lines[7]?.trim() === "ready" };
}

export { isAlive };
