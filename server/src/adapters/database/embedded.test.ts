import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "pg";
import type { PoolConfig } from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startEmbeddedPostgres } from "./embedded.ts";
import { findRuntime } from "./runtime.ts";

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wsi-embedded-"));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await vi.waitFor(() => {
    if (serverOf(folder) !== undefined) throw new Error("a server was left behind");
  }, 10_000);
  rmSync(folder, { recursive: true, force: true });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
/** The live server's process id. */
function serverOf(home: string): number | undefined {
  const path = join(home, "cluster", "data", "postmaster.pid");
  const pid = existsSync(path) ? Number(readFileSync(path, "utf8").split("\n")[0]) : 0;
  return pid > 0 && isAlive(pid) ? pid : undefined;
}
async function query(config: string | PoolConfig, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client(config);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A process that uses the database in `dataDir` until it is killed; answers its URL. */
async function user(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const program = `import { startEmbeddedPostgres } from ${JSON.stringify(new URL("./embedded.ts", import.meta.url).href)};
    const { url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(url); setInterval(() => undefined, 1000);`;
  const args = ["--import", "tsx", "--input-type=module", "-e", program];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (line: Buffer) => resolve(line.toString().trim()));
    child.once("exit", (code) => reject(new Error(`exited with ${code}`)));
  });
  return { child, url };
}

describe("our own PostgreSQL", () => {
  it("starts in an empty folder, is closed to others, speaks Chinese, and keeps its data", async () => {
    const first = await startEmbeddedPostgres({ dataDir: folder });
    await query(first.url, "create table kept as select '长江' as name");
    await query(first.url, "create extension pg_trgm");
    const [row] = await query(
      first.config,
      `select current_setting('listen_addresses') as tcp, current_setting('data_checksums') as sums,
        current_setting('fsync') as fsync, similarity('武汉社保', '武汉社保局') as alike, current_setting('server_encoding') as code`,
    );
    expect(row).toMatchObject({ tcp: "", sums: "on", fsync: "on", code: "UTF8" });
    expect(row?.["alike"]).toBeGreaterThan(0.4);
    expect(statSync(join(folder, "cluster", "password")).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "cluster", "data")).mode & 0o777).toBe(0o700);
    expect(statSync(String(first.config.host)).mode & 0o777).toBe(0o700);
    await first.stop();
    expect(serverOf(folder)).toBeUndefined();

    const second = await startEmbeddedPostgres({ dataDir: folder });
    expect(await query(second.url, "select name from kept")).toEqual([{ name: "长江" }]);
    await second.stop();
  });

  it("refuses a wrong password", async () => {
    const own = await startEmbeddedPostgres({ dataDir: folder });
    await expect(query({ ...own.config, password: "guess" }, "select 1")).rejects.toThrow(/password/);
    await own.stop();
  });

  it("is shared by a second process, outlives the first one killed with -9, and ends with the last", async () => {
    const first = await user(folder);
    const server = serverOf(folder);
    const second = await user(folder);
    expect(second.url).toBe(first.url);
    expect(serverOf(folder)).toBe(server);

    first.child.kill("SIGKILL");
    await vi.waitFor(() => expect(first.child.signalCode).toBe("SIGKILL"));
    // A keeper that stopped it by mistake would do so within milliseconds; ask over new connections for a while.
    for (let turn = 0; turn < 20; turn++) expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(serverOf(folder)).toBe(server);

    second.child.kill("SIGKILL");
    await vi.waitFor(() => expect(serverOf(folder)).toBeUndefined(), 10_000);
    // Its keeper clears up after it, a moment later.
    const leases = () => readdirSync(join(folder, "run")).filter((name) => name.startsWith("lease."));
    await vi.waitFor(() => expect(leases()).toEqual([]), 10_000);
  });

  it("does not stop under a second process when the first stops in order", async () => {
    const second = await user(folder);
    const first = await startEmbeddedPostgres({ dataDir: folder });
    const server = serverOf(folder);
    await first.stop();
    expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(serverOf(folder)).toBe(server);
  });

  it("lets four processes start at the same moment in an empty folder", async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => user(folder)));
    expect(new Set(all.map((one) => one.url)).size).toBe(1);
    for (const one of all) expect(await query(one.url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(readdirSync(folder).filter((name) => name.startsWith("cluster"))).toEqual(["cluster"]);
  });

  it("starts again after the server itself was killed", async () => {
    const own = await startEmbeddedPostgres({ dataDir: folder });
    await query(own.url, "create table kept as select 1 as n");
    const server = serverOf(folder);
    process.kill(server ?? -1, "SIGKILL");
    await vi.waitFor(() => expect(serverOf(folder)).toBeUndefined(), 10_000);
    const again = await startEmbeddedPostgres({ dataDir: folder });
    expect(await query(again.url, "select n from kept")).toEqual([{ n: 1 }]);
    await again.stop();
    await own.stop();
  });

  it("is not confused by the process id of a stranger in postmaster.pid", async () => {
    const own = await startEmbeddedPostgres({ dataDir: folder });
    const path = join(folder, "cluster", "data", "postmaster.pid");
    const text = readFileSync(path, "utf8");
    await own.stop();
    const { writeFileSync, chownSync } = await import("node:fs");
    writeFileSync(path, text.replace(/^\d+/, String(process.ppid)));
    if (process.getuid?.() === 0) chownSync(path, 65534, 65534);
    const again = startEmbeddedPostgres({ dataDir: folder });
    // As root the stranger is another user's process, which PostgreSQL sees through; otherwise it refuses and says why.
    const outcome = await again.then(
      (own2) => own2.stop().then(() => "started"),
      (error: Error) => error.message,
    );
    expect(outcome).toMatch(process.getuid?.() === 0 ? /^started$/ : /postmaster\.pid/);
    rmSync(path, { force: true });
  });

  it("works in a folder that only we may enter", async () => {
    const closed = join(folder, "closed");
    mkdirSync(closed, { mode: 0o700 });
    const said: string[] = [];
    const own = await startEmbeddedPostgres({ dataDir: join(closed, "data"), log: (line) => said.push(line) });
    expect(await query(own.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await own.stop();
    // Root hands it to nobody, who cannot go there: it lies in a public place, and it was said.
    expect(said.join()).toMatch(process.getuid?.() === 0 ? /nobody/ : /^$/);
    rmSync(dirname(String(own.config.host)), { recursive: true });
  });

  it("takes a data folder with a path too long for a socket", async () => {
    const own = await startEmbeddedPostgres({ dataDir: join(folder, "很长的名字".repeat(8)) });
    expect(await query(own.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await own.stop();
    rmSync(String(own.config.host), { recursive: true });
  });

  it("says in one sentence what to do on a system without binaries", async () => {
    await expect(findRuntime(folder, "sunos-sparc")).rejects.toThrow("请设置 DATABASE_URL");
    await expect(findRuntime(folder, "win32-x64")).rejects.toThrow("请设置 DATABASE_URL");
  });
});
