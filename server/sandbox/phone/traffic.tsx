import { useEffect, useState } from "react";
import type { Entry } from "../src/world/transcript.ts";
import { clockOf } from "./chat-time.ts";
import { sandbox } from "./client.ts";

const KEPT = 200;

const pathOf = (url: string): string => {
  try {
    return new URL(url, window.location.href).pathname;
  } catch {
    return url;
  }
};

/** Whether all words of the filter stand somewhere in what was said: an address, a code, an openid, a rid. */
export const matches = (entry: Entry, filter: string): boolean => {
  const said = `${entry.rid} ${entry.note} ${entry.method} ${entry.url} ${entry.status ?? ""} ${entry.request} ${entry.response}`;
  const text = said.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

/** What WeChat and the account's server say to each other, newest first; a line opens to what was said. */
export function Traffic() {
  const [open, setOpen] = useState(false);
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [filter, setFilter] = useState("");
  const shown = entries.filter((entry) => matches(entry, filter));
  useEffect(() => {
    if (!open) return undefined;
    let last = 0;
    let current = true;
    setEntries([]);
    const look = async () => {
      const more = await sandbox.transcript(last).catch(() => []);
      const fresh = more.filter((entry) => entry.seq > last);
      if (!current || fresh.length === 0) return;
      last = fresh.at(-1)?.seq ?? last;
      setEntries((all) => [...fresh.toReversed(), ...all].slice(0, KEPT));
    };
    void look();
    const timer = setInterval(() => void look(), 1_500);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [open]);
  return (
    <details onToggle={(event) => event.target === event.currentTarget && setOpen(event.currentTarget.open)}>
      <summary>微信传来传去的东西</summary>
      <input
        type="search"
        aria-label="只看含这些字的"
        placeholder="只看含这些字的：接口、错误码、rid、openid"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <ol className="traffic">
        {shown.map((entry) => (
          <li key={entry.seq}>
            <details>
              <summary>
                <b className={entry.direction}>{entry.direction === "callback" ? "推送 →" : "← 接口"}</b>
                <span>{entry.note || pathOf(entry.url)}</span>
                <span className={entry.status === 200 ? "good" : "bad"}>{entry.status ?? "没有回应"}</span>
              </summary>
              <p>
                {clockOf(entry.at)} {entry.method} {pathOf(entry.url)}，{entry.tookMs} 毫秒
              </p>
              {entry.request ? <pre>{entry.request}</pre> : null}
              {entry.response ? <pre>{entry.response}</pre> : null}
            </details>
          </li>
        ))}
        {entries.length === 0 ? <li>还没有。在手机上点一点就有了。</li> : null}
        {entries.length > 0 && shown.length === 0 ? (
          <li>
            最近 {entries.length} 条里没有含「{filter}」的。
          </li>
        ) : null}
      </ol>
    </details>
  );
}
