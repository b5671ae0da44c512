import type { AccountRefusal, OrRefused } from "../../ports/account.ts";
import { PortFault } from "../../ports/fault.ts";
import { faultOf, findAccountRefusal, WechatError } from "./errors.ts";
import type { Answer } from "./transport.ts";

/** One call of the account: what it answered in our words, WeChat's no as a value, and everything else as a PortFault. */
export async function attempt<T extends object>(
  port: string,
  call: () => Promise<Answer>,
  read: (answer: Answer) => T,
): Promise<OrRefused<T>> {
  try {
    return read(await call());
  } catch (error) {
    if (!(error instanceof WechatError)) throw error;
    const refusal: AccountRefusal | undefined = findAccountRefusal(error.code);
    if (refusal) return refusal;
    throw faultOf(port, error.code, error.address);
  }
}

/** For calls that know no refusal: whatever WeChat says no with is a PortFault. */
export const asFault =
  (port: string) =>
  (error: unknown): never => {
    throw error instanceof WechatError ? faultOf(port, error.code, error.address) : error;
  };

/** A field that must be there: numbers beyond 2^53 have arrived as text already. */
export function textOf(port: string, answer: Answer, field: string): string {
  const value = answer[field];
  if (typeof value === "string" && value !== "") return value;
  if (typeof value === "number") return String(value);
  throw new PortFault(port, "nonsense", `no ${field} in the answer`);
}
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const recordOf = (value: unknown): Answer =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Answer) : {};
export const done = () => ({ outcome: "done" }) as const;
