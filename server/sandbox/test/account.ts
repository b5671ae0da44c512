/** For tests: a sandbox, and a small server of an account that it pushes to. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startSandbox, type Sandbox } from "../src/server.ts";
import { readSettings } from "../src/settings.ts";
import { readXml, type Node } from "../src/wire/xml.ts";
import type { Follower } from "../src/world/followers.ts";

/** Whatever an answer holds: a test says what it expects of it. */
export type Json = ReturnType<typeof JSON.parse>;
type Push = Record<string, Node>;

export interface TestAccount {
  sandbox: Sandbox;
  /** What the account's server was told, oldest first; `raw` is the same as it came. */
  heard: Push[];
  raw: string[];
  /** How it answers. */
  answer: (push: Push) => string;
  /** A call with a token; an object is posted as JSON, nothing is a GET. */
  call(path: string, body?: object): Promise<Json>;
  control(method: string, path: string, body?: object): Promise<Json>;
  follower(id: string): Follower;
  /** Makes them follow, without a word to the server. */
  follow(id: string): Follower;
  close(): Promise<void>;
}

/** Plain mode, in memory, three people who do not follow yet. */
export async function startAccount(): Promise<TestAccount> {
  const settings = readSettings({});
  const heard: Push[] = [];
  const raw: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const push = readXml(body) ?? {};
      raw.push(body);
      heard.push(push);
      response.end(account.answer(push));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechat`;
  const sandbox = await startSandbox(
    { ...settings, port: 0, dataDir: undefined, account: { ...settings.account, callbackUrl, mode: "plain" } },
    false,
  );
  const follower = (id: string): Follower => {
    const found = sandbox.world.followers.find(id);
    if (!found) throw new Error(`no follower ${id}`);
    return found;
  };
  const account: TestAccount = {
    sandbox,
    heard,
    raw,
    answer: () => "success",
    async call(path, body) {
      const token = sandbox.world.tokens.stable(settings.account.appId).value;
      const url = `${sandbox.url}${path}${path.includes("?") ? "&" : "?"}access_token=${token}`;
      const answer = await fetch(url, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
      return answer.json();
    },
    async control(method, path, body) {
      const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
      return (await fetch(`${sandbox.url}/__sandbox${path}`, init)).json();
    },
    follower,
    follow(id) {
      sandbox.world.followers.follow(id, sandbox.world.clock.now(), "");
      return follower(id);
    },
    async close() {
      await sandbox.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return account;
}
