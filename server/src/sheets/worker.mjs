// A thread has no loader for TypeScript of its own: bring it, then the parser.
import { parentPort, workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const { parseSheet } = await import("./parse.ts");
parentPort.postMessage(parseSheet(Buffer.from(workerData.bytes), workerData.name));
