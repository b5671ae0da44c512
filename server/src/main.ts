/** The process: environment → services → what answers and what works. Stops in the reverse order, finishing what is under way. */
import { createServer } from "node:http";
import process from "node:process";
import { createApp } from "./app.ts";
import { loadDemo, loadDemoTalks } from "./demo.ts";
import { readEnv } from "./env.ts";
import { createServices } from "./services.ts";
import { addFirstAdmin } from "./staff/index.ts";
import { startWork } from "./work.ts";

const longestStopMs = 20_000;

/** A wrong setting is told in words, not as a stack. */
function settings() {
  try {
    return readEnv(process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

const env = settings();
const services = await createServices(env);
const { log } = services;
if (env.DEMO === "yes") {
  await loadDemo(services);
  await loadDemoTalks(services);
}
if (env.FIRST_ADMIN_PASSWORD && (await addFirstAdmin(services.db, env.FIRST_ADMIN_PASSWORD, services.clock.now())))
  log.info({ account: "admin" }, "the first administrator was added");
const app = await createApp(services);
const work = env.ROLE === "web" ? undefined : await startWork(services, app.inbox);
const server = env.ROLE === "worker" ? undefined : createServer(app.callback);
if (server) {
  server.requestTimeout = 60_000;
  server.headersTimeout = 15_000;
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(env.PORT, env.HOST, resolve));
  log.info({ port: env.PORT }, "listening");
}

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), longestStopMs).unref();
  const closed = server && new Promise((resolve) => server.close(resolve));
  server?.closeIdleConnections();
  // Event streams never end by themselves.
  setTimeout(() => server?.closeAllConnections(), 2_000).unref();
  await closed;
  await work?.stop();
  await app.close();
  await services.close();
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
process.on("unhandledRejection", (error) => {
  log.error({ err: error }, "a promise failed unheard: the process ends and is started anew");
  process.exit(1);
});
