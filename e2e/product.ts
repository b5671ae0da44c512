import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";

/** The whole product, started the way a newcomer starts it, on free ports and an empty folder (or an empty database of the server given). */
export interface Product {
  phone: string;
  server: string;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });

async function emptyDatabase(url: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `wsi_e2e_${randomBytes(6).toString("hex")}`;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await run(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => run(`drop database if exists ${name} with (force)`) };
}

export async function startProduct(): Promise<Product> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "wsi-e2e-"));
  const given = process.env["DATABASE_URL"];
  const database = given ? await emptyDatabase(given) : undefined;
  const [port, phonePort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: {
      ...process.env,
      PORT: String(port),
      SANDBOX_PORT: String(phonePort),
      DATA_DIR: dataDir,
      NO_OPEN: "1",
      ...(database ? { DATABASE_URL: database.url } : {}),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-8000)));
  const server = `http://127.0.0.1:${port}`;
  const phone = `http://127.0.0.1:${phonePort}`;
  try {
    await untilUp(child, `${server}/health`, () => said);
    await untilUp(child, `${phone}/`, () => said);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  return {
    phone,
    server,
    async stop() {
      if (child.exitCode === null) {
        const gone = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGTERM");
        await gone;
      }
      await database?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilUp(child: ChildProcess, url: string, said: () => string): Promise<void> {
  for (const deadline = Date.now() + 150_000; Date.now() < deadline;) {
    if (child.exitCode !== null) throw new Error(`the product stopped at start:\n${said()}`);
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`${url} did not answer within 150 s:\n${said()}`);
}
