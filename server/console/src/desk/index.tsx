/**
 * The desk: where somebody of customer service sits all day. Left who waits and who is mine, in the middle what is said, right
 * who it is and what is open for them. `watch.tsx` holds the line to the server in every room, `feed.ts` folds what comes over
 * it, `talk.ts` is the open conversation, `use-acts.ts` what one does with it, `sending.ts`, `composer.ts`, `draft-keeper.ts` and `draft-follower.ts`
 * what is written and on its way; `keymap.ts` the keyboard; the .tsx files only draw.
 */
import type { DeskSign } from "@wsi/shared/contract";
import { Button } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { sentence } from "../client.ts";
import { go } from "../place.ts";
import { useLasting, useNarrow, useNow, useSession } from "../session.tsx";
import { Blank, Failed, Keys, Loading } from "../states.tsx";
import "./desk.css";
import "./talk.css";
import "./transcript/files.css";
import "./side/side.css";
import { KeysCard } from "./keys/keys-card.tsx";
import { List } from "./list/list.tsx";
import {
  matching,
  neighbour,
  rowOrder,
  sectionNames,
  tabAfter,
  tabOf,
  type SectionName,
  type TabName,
} from "./list/rows.ts";
import type { Mark } from "./list/row.tsx";
import { useSending } from "./composer/sending.ts";
import { colleaguesAt } from "./live/signs.ts";
import { OpenTalk } from "./open-talk.tsx";
import { useTalk } from "./talk.ts";
import { useHabits } from "./use-habits.ts";
import { useKeys } from "./keys/use-keys.ts";
import { blipMs } from "./live/live.ts";
import { leaveOpen, useWatch, type Watch } from "./live/watch.tsx";

const nobody: readonly DeskSign[] = [];
/** A server that is too busy is asked again after this long. */
const againMs = 8_000;

export default function DeskRoom({ id }: { id: string | null }) {
  const watch = useWatch();
  return watch === null ? <Loading /> : <Desk id={id} watch={watch} />;
}

function Desk({ id, watch }: { id: string | null; watch: Watch }) {
  const { me } = useSession();
  const now = useNow(15);
  const narrow = useNarrow(900);
  const habits = useHabits();
  const [words, find] = useState("");
  const [tab, setTab] = useState<TabName>("mine");
  const [shut, setShut] = useState<ReadonlySet<SectionName>>(() => new Set());
  const [help, setHelp] = useState(false);
  const { live, all, calling, signs, presence, attend, inSight } = watch;

  const lost = useLasting(!live.line.up, blipMs);

  const open = useTalk(id);
  const { talk, error, again, heard, learn } = open;
  const sending = useSending(learn);
  const { composer, saw, drafted: draftSaved, heard: sent, again: sendAgain } = sending;
  const { up } = live.line;
  const waits = composer.pending.some((one) => one.waits);
  useEffect(() => {
    if (!up) return;
    sendAgain();
    // What was told while the line was away was told to nobody here.
    draftSaved();
  }, [up, sendAgain, draftSaved]);
  useEffect(() => {
    if (!up || !waits) return;
    const timer = setTimeout(sendAgain, againMs);
    return () => clearTimeout(timer);
  }, [up, waits, sendAgain]);
  useEffect(
    () =>
      attend({
        heard(event) {
          heard(event);
          sent(event);
        },
        drafted: draftSaved,
        listed: again,
      }),
    [attend, heard, sent, again, draftSaved],
  );
  useEffect(() => leaveOpen(id), [id]);
  useEffect(() => {
    inSight(id);
    return () => inSight(null);
  }, [inSight, id]);
  const { read } = live;
  useEffect(() => {
    if (!talk) return;
    read(talk);
    saw(talk);
  }, [talk, read, saw]);

  const found = useMemo(() => matching(all, words), [all, words]);
  const order = useMemo(() => rowOrder(found, tab, shut), [found, tab, shut]);
  // What is opened from elsewhere (a notification, an earlier talk) or becomes mine is shown in the list, too; a talk that goes to
  // somebody else while it is open does not pull the tab along.
  const known = useRef(all);
  known.current = all;
  const listed = id !== null && live.desk.cards[id] !== undefined;
  const becameMine = all.mine.some((one) => one.id === id);
  const before = useRef<{ id: string | null; mine: boolean }>({ id: null, mine: false });
  useEffect(() => {
    const lost = before.current.id === id && before.current.mine && !becameMine;
    before.current = { id, mine: becameMine };
    if (id !== null && listed && !lost) setTab((tabNow) => tabOf(known.current, id, tabNow));
  }, [id, listed, becameMine]);

  // Which talks have a draft, not what it says: the list is not drawn again for every key.
  const drafted = Object.keys(composer.drafts).toSorted().join(" ");
  const withDrafts = useMemo(() => new Set(drafted.split(" ")), [drafted]);
  const { pending } = composer;
  const marks = useCallback(
    (which: string): Mark => {
      if (pending.some((one) => one.conversation === which && one.failure !== null)) return "failed";
      return which !== id && withDrafts.has(which) ? "draft" : null;
    },
    [pending, withDrafts, id],
  );
  const writes = useCallback(
    (which: string) => colleaguesAt(signs, which, me.id, now).find((one) => one.doing === "types")?.staff.name ?? null,
    [signs, me.id, now],
  );
  const flip = useCallback(
    (name: SectionName) =>
      setShut((before) => new Set(sectionNames.filter((one) => before.has(one) !== (one === name)))),
    [],
  );
  const showHelp = useCallback(() => setHelp(true), []);
  useKeys(habits.keysOn, (stroke) => {
    if (stroke === "next" || stroke === "previous") {
      const next = neighbour(order, id, stroke === "next" ? 1 : -1);
      if (next && next !== id) go("desk", next);
    } else if (stroke === "tab") setTab(tabAfter);
    else if (stroke === "mute") watch.setLoud(!watch.loud);
    else if (stroke === "help") setHelp(true);
  });

  if (live.desk.seq < 0)
    return live.problem === null ? (
      <div className={narrow ? "desk narrow" : "desk"}>
        <aside className="list">
          <Loading rows={8} />
        </aside>
      </div>
    ) : (
      <Failed message={live.problem} retry={live.again} />
    );

  const first = all.waiting[0];
  return (
    <>
      {lost && (
        <p className="strip warn" role="status" data-test="line-lost">
          和服务器的连接断了，正在重连。现在看到的可能不是最新的，写的话不会丢。
          <button type="button" className="link" onClick={live.again}>
            马上重连
          </button>
        </p>
      )}
      <div className={narrow ? "desk narrow" : "desk"}>
        {(!narrow || id === null) && (
          <List
            found={found}
            total={Object.keys(live.desk.cards).length}
            calling={calling}
            openId={id}
            now={now}
            marks={marks}
            writes={writes}
            words={words}
            find={find}
            tab={tab}
            setTab={setTab}
            shut={shut}
            flip={flip}
            help={showHelp}
          />
        )}
        {id === null && !narrow && (
          <Blank
            title={first ? `${all.waiting.length} 人在等待` : "现在没有人在等"}
            text={
              first
                ? "从左边选一个会话，或从等得最久的开始。"
                : presence === "ready"
                  ? "新的会话会派给您，来了会有提示。"
                  : "您不在就绪状态，新的会话不会派给您。在左边换成「就绪」就开始接待。"
            }
          >
            {first && (
              <Button type="primary" onClick={() => go("desk", first.id)}>
                看等得最久的一位
              </Button>
            )}
            <p className="blank-keys">
              <span>
                <Keys keys={["Alt", "J"]} /> 下一个会话
              </span>
              <span>
                <Keys keys={["Alt", "K"]} /> 上一个
              </span>
              <span>
                <Keys keys={["?"]} /> 全部快捷键
              </span>
            </p>
          </Blank>
        )}
        {id !== null && !talk && (
          <section className="talk">
            {error === null ? (
              <Loading rows={8} />
            ) : error.code === "not-found" || error.code === "bad-input" ? (
              <Blank title="没有这个会话" text="可能链接不完整，或会话已经清理。">
                <Button onClick={() => go("desk")}>回到会话列表</Button>
              </Blank>
            ) : (
              <Failed message={sentence(error)} retry={again} />
            )}
          </section>
        )}
        {talk && (
          <OpenTalk
            key={talk.id}
            talk={talk}
            now={now}
            narrow={narrow}
            offered={all.offered.some((one) => one.id === talk.id)}
            signs={signs[talk.id] ? colleaguesAt(signs, talk.id, me.id, now) : nobody}
            tags={watch.overview?.tags ?? []}
            sending={sending}
            habits={habits}
            learn={learn}
            again={again}
          />
        )}
      </div>
      {help && <KeysCard on={habits.keysOn} setOn={habits.setKeysOn} shut={() => setHelp(false)} />}
    </>
  );
}
