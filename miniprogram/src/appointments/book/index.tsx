import { useRouter } from "@tarojs/taro";
import type { OwnAppointment, WindowCard } from "@wsi/shared/contract";
import { useCallback, useState } from "react";
import { actOnce } from "../../act-once.ts";
import { api, type Answer } from "../../api.ts";
import { ForWhomBanner, useForWhom } from "../../for-whom.tsx";
import {
  ActionProblem,
  Button,
  Card,
  Cell,
  Empty,
  Failure,
  go,
  goInstead,
  Lead,
  Note,
  Page,
  Skeleton,
  useAnswer,
} from "../../ui/index.ts";
import { shortDay, whenText } from "../words.ts";
import { Times, type Chosen } from "./times.tsx";

interface Offer {
  windows: WindowCard[];
  /** The appointment that is to be moved. */
  moved: OwnAppointment | null;
}

async function load(item: string | undefined, move: string | undefined): Promise<Answer<Offer>> {
  const moved = move === undefined ? null : await api.appointment({ id: move });
  if (moved && !moved.ok) return moved;
  const about = moved?.value.item?.code ?? item;
  const windows = await api.appointmentWindows(about === undefined ? {} : { item: about });
  return windows.ok ? { ok: true, value: { windows: windows.value.windows, moved: moved?.value ?? null } } : windows;
}

/** Where, then when; nothing to type. Also opened with a time in it, by a card of the desk. */
export default function BookPage() {
  const { item, window, day, from, move } = useRouter().params;
  const chosen = useForWhom();
  const { answer, retry } = useAnswer(useCallback(() => load(item, move), [item, move]));
  const [at, setAt] = useState<string | null>(window ?? null);
  const [time, setTime] = useState<Chosen | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  /** Counted up to read the free times anew after somebody was faster. */
  const [look, setLook] = useState(0);

  if (!answer || !answer.ok)
    return (
      <Page title="选时间">{answer ? <Failure error={answer.error} onRetry={retry} /> : <Skeleton cards={2} />}</Page>
    );
  const { windows, moved } = answer.value;
  const selected = windows.find((one) => one.id === at);

  async function confirm() {
    if (!time || at === null) return;
    setBusy(true);
    const where = { window: at, day: time.day, from: time.from };
    const done = moved
      ? await api.moveAppointment({ id: moved.id, ...where })
      : await actOnce("book", (key) =>
          api.bookAppointment({ key, ...where, for: chosen.word, ...(item === undefined ? {} : { item }) }),
        );
    setBusy(false);
    if (done.ok) return goInstead(`appointments/one/index?id=${done.value.id}`);
    if (done.error.code === "not-bound") return go("me/bind/index");
    setTrouble([done.error.message, done.error.instead].filter(Boolean).join("。"));
    setTime(null);
    setLook(look + 1);
  }

  return (
    <Page
      title="选时间"
      action={
        time && selected ? (
          <>
            {trouble === null ? null : <ActionProblem id="book-problem" text={trouble} />}
            <Note id="chosen">
              {selected.hall.name} {whenText(time)}
            </Note>
            <Button id="confirm" busy={busy} onClick={() => void confirm()}>
              {moved ? "改到这个时间" : "就约这个时间"}
            </Button>
          </>
        ) : null
      }
    >
      <Lead
        title={moved ? "改到什么时候" : "到哪里办，什么时候"}
        text={moved ? `现在约的是 ${whenText(moved)}` : "当场就约好，不收费；来不了的请提前取消"}
      />
      <ForWhomBanner />
      {windows.length === 0 ? (
        <Empty
          title="这件事现在没有开放网上预约的窗口"
          text="可以直接到就近的政务服务中心取号。去之前请打 12333 问一下在哪个窗口办，免得跑空。"
        />
      ) : null}
      {selected ? (
        <>
          <Card>
            <Cell
              id="other-window"
              label={`${selected.hall.name}「${selected.name}」`}
              text="换一个大厅或窗口"
              onClick={() => {
                setAt(null);
                setTime(null);
              }}
            />
          </Card>
          {trouble !== null && time === null ? <ActionProblem id="book-problem" text={trouble} /> : null}
          <Times
            key={`${selected.id} ${look}`}
            windowId={selected.id}
            {...(day === undefined ? {} : { wish: { day, from: from ?? "" } })}
            chosen={time}
            onChoose={(next) => {
              setTrouble(null);
              setTime(next);
            }}
          />
        </>
      ) : windows.length > 0 ? (
        <Card title="选大厅和窗口">
          {windows.map((one) => (
            <Cell
              key={one.id}
              test="window"
              label={`${one.hall.name}「${one.name}」`}
              text={one.about}
              value={one.next ? `最早 ${shortDay(one.next.day)} ${one.next.from}` : "近期约满"}
              {...(one.next ? { onClick: () => setAt(one.id) } : {})}
            />
          ))}
        </Card>
      ) : null}
    </Page>
  );
}
