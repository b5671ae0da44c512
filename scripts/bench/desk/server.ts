/**
 * The server as production runs it, web and worker in one process, on the database it is given. Prints its address, then its peak memory in
 * KB, a few times a second.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "../../../server/src/app.ts";
import { readEnv } from "../../../server/src/env.ts";
import { createServices } from "../../../server/src/services.ts";
import { startWork } from "../../../server/src/work.ts";

const services = await createServices(readEnv(process.env));
const app = await createApp(services);
await startWork(services, app.inbox);
const server = createServer(app.callback);
await new Promise<void>((resolve) => server.listen(services.env.PORT, "127.0.0.1", resolve));
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
setInterval(() => console.log(process.resourceUsage().maxRSS), 200);
