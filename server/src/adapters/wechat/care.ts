import type { AccountCare } from "../../ports/account.ts";
import { PortFault } from "../../ports/fault.ts";
import { attempt, done, listOf, recordOf } from "./attempt.ts";
import type { WechatClient } from "./client.ts";
import type { WechatConfig } from "./config.ts";

const PORT = "account-care";

function countOf(value: unknown, field: string): number {
  if (typeof value === "number" && value >= 0) return value;
  throw new PortFault(PORT, "nonsense", `no ${field} in the answer`);
}

/** The worst of the pings, as WeChat writes them ("0%"). Without any nothing came through. */
const lossOf = (pings: readonly unknown[]): number =>
  pings.length === 0
    ? 100
    : Math.max(...pings.map((one) => Number.parseFloat(String(recordOf(one)["package_loss"])) || 0));

/** What is left of a call's daily allowance, and whether WeChat can reach us: `openapi/quota/get`, `clear_quota`, `callback/check`, `getcallbackip`. */
export function createAccountCare(client: WechatClient, config: WechatConfig): AccountCare {
  return {
    quota: (path) =>
      attempt(
        PORT,
        () => client.call("quotaGet", { cgi_path: path }),
        (answer) => {
          const quota = recordOf(answer["quota"]);
          return {
            outcome: "done",
            limit: countOf(quota["daily_limit"], "daily_limit"),
            used: countOf(quota["used"], "used"),
            left: countOf(quota["remain"], "remain"),
          };
        },
      ),
    clearQuota: () => attempt(PORT, () => client.call("quotaClear", { appid: config.appId }), done),
    checkCallback: () =>
      attempt(
        PORT,
        () => client.call("callbackCheck", { action: "all", check_operator: "DEFAULT" }),
        (answer) => ({
          outcome: "done",
          lossPercent: lossOf(listOf(answer["ping"])),
          lookups: listOf(answer["dns"]).length,
        }),
      ),
    callbackAddresses: () =>
      attempt(
        PORT,
        () => client.call("callbackAddresses", {}),
        (answer) => ({ outcome: "done", addresses: listOf(answer["ip_list"]).map(String) }),
      ),
  };
}
