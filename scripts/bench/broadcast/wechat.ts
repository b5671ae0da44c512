/** The sandbox as the benchmark steers it: by its control addresses, as anybody's test may. */
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { startProcess } from "./process.ts";

/** Round trip of a real call, about. */
const delays = { "/cgi-bin/message/mass/": 300, "/cgi-bin/message/custom/send": 15 };

export interface Wechat {
  url: string;
  /** How long it took to bring the crowd, in milliseconds. */
  crowdMs: number;
  peakMb(): number;
  /** How often each of the crowd got something, by place. */
  arrivals(by: "mass" | "service"): Promise<Uint8Array>;
  /** Mass calls that were taken, and those that only told of an earlier one. */
  massCalls(): Promise<{ taken: number; repeated: number }>;
  /** Resolves when a call to `path` has been taken that will never be answered. */
  swallowAnswer(path: string): Promise<void>;
  stop(): void;
}

export async function startWechat(people: number, massCallsPerMinute: number, callbackUrl: string): Promise<Wechat> {
  const child = startProcess(new URL("./sandbox.ts", import.meta.url), [], { SANDBOX_CALLBACK_URL: callbackUrl });
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve) => lines.once("line", resolve));
  let peak = 0;
  lines.on("line", (line) => (peak = Math.max(peak, Number(line))));
  const control = async (method: string, address: string, body?: object): Promise<Response> => {
    const answer = await fetch(`${url}/__sandbox${address}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`the sandbox refused ${method} ${address}: ${await answer.text()}`);
    return answer;
  };
  const began = performance.now();
  await control("POST", "/crowd", { count: people });
  const crowdMs = performance.now() - began;
  await control("POST", "/crowd/messages");
  await control("PUT", "/pace", { massCallsPerMinute, delays });
  return {
    url,
    crowdMs,
    peakMb: () => peak / 1024,
    arrivals: async (by) => new Uint8Array(await (await control("GET", `/crowd/arrivals/${by}`)).arrayBuffer()),
    massCalls: async () =>
      ((await (await control("GET", "/crowd")).json()) as { mass: { taken: number; repeated: number } }).mass,
    async swallowAnswer(path) {
      await control("POST", "/faults", { kind: "timeout-after-accepting", times: 1, path });
      for (let armed = 1; armed > 0;) {
        await pause(5);
        armed = ((await (await control("GET", "/faults")).json()) as unknown[]).length;
      }
    },
    stop: () => child.kill(),
  };
}
