import { broadcastRoutes, type LivestreamDraft, type LivestreamView } from "@wsi/shared/contract";
import { App, Button, Segmented } from "antd";
import { useState } from "react";
import { sentence } from "../client.ts";
import { useNow, useSession } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { LivestreamCard } from "./live-card.tsx";
import { LivestreamForm } from "./live-form.tsx";

type Shelf = "coming" | "past" | "replays";
const shelves: { value: Shelf; label: string }[] = [
  { value: "coming", label: "要播的" },
  { value: "past", label: "播过的" },
  { value: "replays", label: "回放库" },
];
const empty: Readonly<Record<Shelf, { title: string; text: string }>> = {
  coming: { title: "还没有要播的", text: "排一场，再写预告和提醒；群众在小程序「政策直播」里预约。" },
  past: { title: "还没有播过", text: "结束和取消的直播会在这里，结束的可以放回放。" },
  replays: { title: "回放库还是空的", text: "在「播过的」里给结束的直播加上回放链接，群众就能再看。" },
};

const onShelf = (one: LivestreamView, shelf: Shelf): boolean => {
  const coming = one.state === "upcoming" || one.state === "live";
  return shelf === "coming" ? coming : shelf === "past" ? !coming : one.replayUrl !== null && one.state === "over";
};
/** The next first; of what is past, the latest first (as the server lists them). */
const sorted = (all: readonly LivestreamView[], shelf: Shelf): LivestreamView[] => {
  const on = all.filter((one) => onShelf(one, shelf));
  return shelf === "coming" ? on.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)) : on;
};

/** Livestreams 直播预告: planned here, announced and reminded of by broadcasts of the usual way, kept to be watched again. */
export function Live({ drafted }: { drafted(): void }) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const now = useNow();
  const all = useAsked(broadcastRoutes.livestreams, { which: "all" });
  const [shelf, setShelf] = useState<Shelf>("coming");
  const [editing, setEditing] = useState<LivestreamView | "new" | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const open = (what: LivestreamView | "new" | null) => {
    setTrouble(null);
    setEditing(what);
  };
  const changed = (livestream: LivestreamView) => {
    if (all.value) all.keep(all.value.map((one) => (one.id === livestream.id ? livestream : one)));
  };
  async function save(livestream: LivestreamDraft): Promise<void> {
    setBusy(true);
    const answer = await (editing === "new" || editing === null
      ? ask(broadcastRoutes.createLivestream, { livestream })
      : ask(broadcastRoutes.saveLivestream, { id: editing.id, livestream }));
    setBusy(false);
    if (!answer.ok) return setTrouble(sentence(answer.error));
    void message.success(editing === "new" ? "已排上" : "已保存");
    setShelf("coming");
    open(null);
    all.reload();
  }
  if (editing)
    return (
      <section className="bc-page">
        <h1>{editing === "new" ? "排一场直播" : "修改直播"}</h1>
        <LivestreamForm
          livestream={editing === "new" ? null : editing}
          now={now}
          busy={busy}
          trouble={trouble}
          save={(draft) => void save(draft)}
          cancel={() => open(null)}
        />
      </section>
    );
  const shown = sorted(all.value ?? [], shelf);
  return (
    <section className="bc-page">
      <header className="bc-calendar-head">
        <h1>直播</h1>
        <Segmented value={shelf} onChange={setShelf} options={shelves} />
        <Button type="primary" onClick={() => open("new")} data-test="live-new">
          排一场直播
        </Button>
      </header>
      {all.trouble && !all.value ? <Failed message={all.trouble} retry={all.reload} /> : null}
      {!all.value && !all.trouble ? <Loading /> : null}
      {all.value && shown.length === 0 ? <Blank {...empty[shelf]} /> : null}
      {shown.map((one) => (
        <LivestreamCard
          key={one.id}
          livestream={one}
          now={now}
          edit={() => open(one)}
          changed={changed}
          drafted={drafted}
        />
      ))}
    </section>
  );
}
