/** The callback address of the benchmark: what WeChat tells of its mass messages is decrypted, checked and taken into the ledger. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import { reconcile } from "../../../server/src/broadcasts/index.ts";
import { inTransaction, type Db } from "../../../server/src/db.ts";
import type { Account } from "./account.ts";

/** `account` is asked for on the first push: the sandbox has to know this address before anybody knows the sandbox's. */
export async function hearResults(db: Db, account: () => Account): Promise<{ url: string; close(): Promise<void> }> {
  let connected: Account | undefined;
  let callback: Koa.Middleware | undefined;
  const app = new Koa();
  app.use((ctx, next) => {
    connected ??= account();
    callback ??= connected.callback({
      async receive(update) {
        await inTransaction(db, (tx) => reconcile(tx, update, new Date()));
        return { kind: "nothing" };
      },
      onLate: async () => undefined,
    });
    return callback(ctx, next);
  });
  const server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechat`,
    async close() {
      server.close();
      server.closeAllConnections();
      await connected?.close();
    },
  };
}
