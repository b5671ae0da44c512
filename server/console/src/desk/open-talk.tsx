/** The open talk with what stands beside it: middle pane, right pane, dialogs, and the keys that act on it. */
import {
  deskScreen,
  type ColleaguesDraft,
  type ConversationView,
  type DeskSign,
  type Suggestion,
} from "@wsi/shared/contract";
import { App as AntApp } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { remember, remembered } from "../kept.ts";
import { go, roomsFor } from "../place.ts";
import { useSession } from "../session.tsx";
import { allowanceWords } from "./composer/composer.ts";
import type { Mode } from "./composer/composer-field.tsx";
import { Hints } from "./composer/hints.tsx";
import { noteOf } from "./composer/draft-keeper.ts";
import type { DeskStroke } from "./keys/keymap.ts";
import type { Sending } from "./composer/sending.ts";
import { pageAfter, Side, sidePages, type SidePage } from "./side/side.tsx";
import { TalkDialogs } from "./dialogs/talk-dialogs.tsx";
import { TalkPane } from "./talk-pane.tsx";
import { OpenCaseContext } from "./transcript/said-cards.tsx";
import { answerText } from "./composer/triggers.ts";
import { useActs } from "./use-acts.ts";
import { useAnswers } from "./side/use-answers.ts";
import type { Habits } from "./use-habits.ts";
import { useKeys } from "./keys/use-keys.ts";
import { useSigns } from "./use-signs.ts";

/** What colleagues left unsent, asked for when the talk becomes mine. */
function useLeftDrafts(id: string, isMine: boolean): readonly ColleaguesDraft[] {
  const { ask } = useSession();
  const [left, setLeft] = useState<readonly ColleaguesDraft[]>([]);
  useEffect(() => {
    if (!isMine) return;
    let wanted = true;
    void ask(deskScreen.colleaguesDrafts, { id }).then((answer) => wanted && answer.ok && setLeft(answer.value));
    return () => {
      wanted = false;
    };
  }, [ask, id, isMine]);
  return isMine ? left : [];
}

export function OpenTalk({
  talk,
  now,
  narrow,
  offered,
  signs,
  tags,
  sending,
  habits,
  learn,
  again,
}: {
  talk: ConversationView;
  now: Date;
  narrow: boolean;
  offered: boolean;
  signs: readonly DeskSign[];
  tags: readonly string[];
  sending: Sending;
  habits: Habits;
  learn: (view: ConversationView) => void;
  again: () => void;
}) {
  const { me } = useSession();
  const { message } = AntApp.useApp();
  const supervisor = me.roles.includes("supervisor");
  const isMine = talk.agent?.id === me.id && talk.state !== "closed";
  const [mode, setMode] = useState<Mode>("reply");
  const [onSide, setOnSide] = useState(false);
  const [page, setPage] = useState<SidePage>(
    () => sidePages.find((one) => one === remembered("sessionStorage", "desk-side")) ?? "person",
  );
  const field = useRef<HTMLTextAreaElement | null>(null);
  const focus = useCallback(() => field.current?.focus(), []);
  const holdField = useCallback((one: HTMLTextAreaElement | null) => void (field.current = one), []);
  const { busy, dialog, setDialog, acts } = useActs(learn, again);
  const suggested = useAnswers(talk);
  const typing = useSigns(talk.id);
  const leftDrafts = useLeftDrafts(talk.id, isMine);
  const { drafts, pending } = sending.composer;
  const draft = drafts[talk.id] ?? "";
  const onTheirWay = pending.filter((one) => one.conversation === talk.id && one.failure === null).length;

  const openPage = (next: SidePage) => {
    setPage(next);
    remember("sessionStorage", "desk-side", next);
  };
  const opensCases = roomsFor(me.roles).some((one) => one.room === "cases");
  /** To the case itself, for who works in that room; else to what the desk sees of this citizen's. */
  const openCase = useCallback(
    (id: string, submitted: boolean) => {
      if (opensCases && submitted) return go("cases", id);
      setPage("cases");
      setOnSide(true);
      if (!talk.person?.cases.some((one) => one.id === id))
        void message.info("这个办件不在办：已经办完、撤回，或者还没有提交。进度请按编号问审核员");
    },
    [opensCases, talk.person, message],
  );
  const put = (one: Suggestion) => {
    setMode("reply");
    setOnSide(false);
    sending.draft(talk.id, draft.trim() === "" ? answerText(one) : `${draft}\n${answerText(one)}`);
    focus();
  };
  const send = (one: Suggestion) => void acts.sendAnswer(talk.id, one);
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => message.success("已复制"),
      () => message.info("浏览器不让复制，请手工选中复制"),
    );

  const onAnswers = page === "answers" && (!narrow || onSide);
  const hinting = isMine && talk.unansweredSince !== null && !onAnswers;
  const answerKey = (stroke: DeskStroke, shifted: boolean): boolean => {
    const one = suggested.value?.[Number(stroke.at(-1)) - 1];
    if (!stroke.startsWith("answer-") || !isMine || !one) return false;
    // What nobody sees is shown first: no key sends an answer unread.
    if (hinting || onAnswers) (shifted ? send : put)(one);
    else {
      openPage("answers");
      setOnSide(true);
    }
    return true;
  };
  useKeys(habits.keysOn, (stroke, shifted) => {
    if (answerKey(stroke, shifted)) return;
    if (stroke === "take" && offered && talk.offer) void acts.answerOffer(talk.offer.id, true, "");
    else if (stroke === "take" && talk.state === "waiting") void acts.take(talk.id);
    else if (stroke === "side") openPage(pageAfter(page));
    if (!isMine) {
      if (stroke === "note") focus();
      return;
    }
    if (stroke === "reply" || stroke === "note") {
      setMode(stroke);
      focus();
    } else if (stroke === "transfer" || stroke === "ticket" || stroke === "close") setDialog(stroke);
    else if (stroke === "hold" && talk.state === "held") void acts.resume(talk.id);
    else if (stroke === "hold") setDialog("hold");
  });

  return (
    <OpenCaseContext.Provider value={openCase}>
      {!(narrow && onSide) && (
        <TalkPane
          talk={talk}
          me={{ id: me.id, name: me.name, supervisor }}
          now={now}
          offered={offered}
          signs={signs}
          leftDrafts={leftDrafts}
          sending={sending}
          busy={busy}
          acts={acts}
          open={setDialog}
          writing={{
            mode,
            setMode,
            noteDraft: drafts[noteOf(talk.id)] ?? "",
            writeNote: (text) => sending.draft(noteOf(talk.id), text),
            keepNote: (text) => acts.note(talk.id, text),
            allowance: allowanceWords(talk.allowance, onTheirWay, now),
            enterSends: habits.enterSends,
            setEnterSends: habits.setEnterSends,
            typing,
            learn,
            field,
            holdField,
            hints: hinting ? <Hints suggested={suggested} put={put} send={send} /> : null,
          }}
          copy={copy}
          focus={focus}
          narrow={narrow}
          side={() => setOnSide(true)}
        />
      )}
      {(!narrow || onSide) && (
        <Side
          talk={talk}
          now={now}
          page={page}
          open={openPage}
          opensCases={opensCases}
          mayReveal={isMine || supervisor}
          suggested={suggested}
          put={isMine ? put : null}
          send={isMine ? send : null}
          back={narrow ? () => setOnSide(false) : null}
        />
      )}
      <TalkDialogs
        talk={talk}
        dialog={dialog}
        busy={busy}
        acts={acts}
        shut={() => setDialog(null)}
        tags={tags}
        unsent={draft !== "" || pending.some((one) => one.conversation === talk.id)}
      />
    </OpenCaseContext.Provider>
  );
}
