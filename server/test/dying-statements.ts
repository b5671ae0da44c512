import process from "node:process";
import pg from "pg";

/**
 * Has this process die by SIGKILL before its n-th statement (`die` is a number), before its first commit ("commit") or right after it
 * ("committed"); anything else lets it live. Answers how many statements there were so far.
 */
export function dyingStatements(die: string | undefined): () => number {
  const kill = () => process.kill(process.pid, "SIGKILL");
  let statements = 0;
  const query = pg.Client.prototype.query as (...args: unknown[]) => Promise<unknown>;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const given = args[0] as string | { text?: string };
    const text = typeof given === "string" ? given : (given.text ?? "");
    statements += 1;
    const commits = /^commit/i.test(text);
    if (die === String(statements) || (die === "commit" && commits)) kill();
    const answer = query.apply(this, args);
    return die === "committed" && commits ? answer.then(kill) : answer;
  } as never;
  return () => statements;
}
