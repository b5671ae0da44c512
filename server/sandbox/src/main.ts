/** A local WeChat: `node --import tsx server/sandbox/src/main.ts`. */
import process from "node:process";
import { startSandbox, type Sandbox } from "./server.ts";
import { readSettings } from "./settings.ts";

/** A wrong setting or a taken port is told in a line, not as a stack. */
async function start(): Promise<Sandbox> {
  try {
    return await startSandbox(readSettings(process.env));
  } catch (error) {
    console.error("沙箱没有启动：", error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

const sandbox = await start();
console.log(`沙箱在 ${sandbox.url}/`);
const stop = () => void sandbox.close().then(() => process.exit(0));
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
