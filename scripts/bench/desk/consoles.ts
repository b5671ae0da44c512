import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Asking, Heard, Opening, Report } from "./screens.ts";

/** The consoles' process, as the one who runs the bench sees it. */
export interface Consoles {
  /** The number of the feed that every console has reached. */
  upTo(): Promise<number>;
  report(pressed: ReadonlyMap<string, number>, kept: readonly string[]): Promise<Report>;
  stop(): void;
}

export async function openConsoles(origin: string, cookies: readonly string[]): Promise<Consoles> {
  const child = fork(fileURLToPath(new URL("./screens.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
  });
  const ask = <K extends Heard["kind"]>(question: Opening | Asking | { kind: "upto" }, kind: K) =>
    new Promise<Extract<Heard, { kind: K }>>((resolve, reject) => {
      const hear = (heard: Heard): void => {
        if (heard.kind !== kind) return;
        child.off("message", hear);
        resolve(heard as Extract<Heard, { kind: K }>);
      };
      child.on("message", hear);
      child.once("exit", (code) => reject(new Error(`the consoles ended with ${code}`)));
      child.send(question);
    });
  await ask({ kind: "open", origin, cookies }, "opened");
  return {
    upTo: async () => (await ask({ kind: "upto" }, "upto")).least,
    report: (pressed, kept) => ask({ kind: "report", pressed: [...pressed], kept }, "report"),
    stop: () => void child.kill("SIGKILL"),
  };
}
