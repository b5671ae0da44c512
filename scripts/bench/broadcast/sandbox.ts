/**
 * The sandbox in a process of its own, as `npm start` runs it, but without a phone page and without a file: killing the sender cannot
 * touch it. Its settings are the environment's. Prints its address, then its peak memory in KB, a few times a second.
 */
import { startSandbox } from "../../../server/sandbox/src/server.ts";
import { readSettings } from "../../../server/sandbox/src/settings.ts";

const sandbox = await startSandbox({ ...readSettings(process.env), port: 0, dataDir: undefined }, false);
console.log(sandbox.url);
setInterval(() => console.log(process.resourceUsage().maxRSS), 200);
