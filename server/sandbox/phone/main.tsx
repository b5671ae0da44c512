import { useCallback, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import type { PhoneState } from "../src/control/contract.ts";
import { sandbox } from "./client.ts";
import { newName, People } from "./people.tsx";
import { Phone } from "./phone.tsx";
import { onlyKnown, putAway, readShown, showBeside, showInstead, writeShown } from "./shown.ts";
import type { Act } from "./act.ts";
import { Side } from "./side.tsx";
import { useRoom } from "./use-room.ts";
import "./desk.css";
import "./phone.css";
import "./chat.css";
import "./mini.css";
import "./panel.css";

const TOAST_MS = 6_000;

/** A strip of people, the phones of one to three of them, and beside them what this is. */
function Sandbox() {
  const [shown, setShown] = useState(() => readShown(window.location.hash));
  const [people, setPeople] = useState<PhoneState["followers"]>([]);
  const [publicUrl, setPublicUrl] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [pulse, setPulse] = useState(0);
  const room = useRoom();
  const visible = shown.slice(-Math.max(1, room));
  const read = useRef(0);

  const refresh = useCallback(async () => {
    const turn = ++read.current;
    const state = await sandbox.state("");
    if (turn !== read.current) return;
    setPeople(state.followers);
    setPublicUrl(state.account.publicUrl);
    setShown((now) => {
      const known = onlyKnown(
        now,
        state.followers.map((one) => one.id),
      );
      return known.join() === now.join() ? now : known;
    });
  }, []);
  // The phone itself says when the sandbox is lost.
  const onChanged = useCallback(() => void refresh().catch(() => undefined), [refresh]);
  useEffect(onChanged, [onChanged]);
  const act: Act = useCallback(
    async (work: () => Promise<unknown>) => {
      setTrouble(null);
      try {
        await work();
      } catch (error) {
        setTrouble(error instanceof Error ? error.message : "没有成功，请重试");
        return false;
      }
      onChanged();
      setPulse((count) => count + 1);
      return true;
    },
    [onChanged],
  );
  useEffect(() => window.history.replaceState(null, "", writeShown(shown)), [shown]);
  useEffect(() => {
    const reread = () => setShown(readShown(window.location.hash));
    window.addEventListener("hashchange", reread);
    return () => window.removeEventListener("hashchange", reread);
  }, []);
  useEffect(() => {
    if (trouble === null) return undefined;
    const timer = setTimeout(() => setTrouble(null), TOAST_MS);
    return () => clearTimeout(timer);
  }, [trouble]);

  const strip = (
    <People
      people={people}
      shown={visible}
      besides={room > 1}
      onShow={(id) => setShown((now) => showInstead(room > 1 ? now : readShown(writeShown([id])), id))}
      onBeside={(id) => setShown((now) => showBeside(now, id, room))}
      onPutAway={(id) => setShown((now) => putAway(now, id))}
      onNew={() =>
        void act(async () => {
          const { id } = await sandbox.addFollower(newName(people.map((one) => one.name)));
          // A list asked for before this person came does not know them.
          read.current++;
          setShown((now) => showInstead(now, id));
        })
      }
    />
  );

  return (
    <main className={`desk phones-${visible.length}`}>
      {room > 0 ? strip : null}
      <div className="phones">
        {visible.map((id) => (
          <div className="place" key={id}>
            {visible.length > 1 ? <p>{people.find((one) => one.id === id)?.name}的手机</p> : null}
            <Phone id={id} pulse={pulse} act={act} onChanged={onChanged} homeFoot={room === 0 ? strip : null} />
          </div>
        ))}
      </div>
      {publicUrl && room > 0 ? <Side publicUrl={publicUrl} act={act} /> : null}
      {trouble ? (
        <p className="toast" role="alert">
          {trouble}
        </p>
      ) : null}
    </main>
  );
}

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
createRoot(root).render(<Sandbox />);
