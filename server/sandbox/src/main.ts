/** A local WeChat: `node --import tsx server/sandbox/src/main.ts`. */
import process from "node:process";
import { startSandbox } from "./server.ts";
import { readSettings } from "./settings.ts";

const sandbox = await startSandbox(readSettings(process.env));
console.log(`沙箱在 ${sandbox.url}/`);
const stop = () => void sandbox.close().then(() => process.exit(0));
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
