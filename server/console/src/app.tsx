import { ownRoutes, staff, type StaffMe, type StaffPreferences } from "@wsi/shared/contract";
import { App as AntApp, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { createClient, sentence, type Ask } from "./client.ts";
import { FirstSteps } from "./first-steps.tsx";
import { remember, remembered } from "./kept.ts";
import { Login } from "./login.tsx";
import { go, roomsFor, usePlace, type Room } from "./place.ts";
import { QualityCountsProvider } from "./quality/counts.tsx";
import { Rail } from "./rail.tsx";
import { ShownRoom, usePrefetch } from "./rooms.tsx";
import { SessionProvider } from "./session.tsx";
import { Blank, Failed, Loading } from "./states.tsx";
import { appearances, isDark, themeOf, type Appearance } from "./theme.ts";
import { WatchProvider } from "./desk/live/watch.tsx";

function useAppearance() {
  const [appearance, setAppearance] = useState<Appearance>(
    () => appearances.find((one) => one === remembered("localStorage", "appearance")) ?? "system",
  );
  const query = useMemo(() => window.matchMedia("(prefers-color-scheme: dark)"), []);
  const [systemIsDark, setSystemIsDark] = useState(query.matches);
  useEffect(() => {
    const changed = () => setSystemIsDark(query.matches);
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, [query]);
  const dark = isDark(appearance, systemIsDark);
  useEffect(() => {
    document.documentElement.dataset["look"] = dark ? "dark" : "light";
  }, [dark]);
  const look = useCallback((chosen: Appearance) => {
    setAppearance(chosen);
    remember("localStorage", "appearance", chosen);
  }, []);
  return { appearance, dark, look };
}

type Gate =
  | { is: "asking" }
  | { is: "failed"; message: string }
  | { is: "out"; notice: string | null }
  | { is: "in"; me: StaffMe };

/** What somebody prefers, asked when they come in. Until it is known, and when it cannot be kept, this browser's own memory will do. */
function usePreferences(ask: Ask, me: StaffMe | null, appearance: Appearance, look: (chosen: Appearance) => void) {
  const [preferences, setPreferences] = useState<StaffPreferences>({ look: appearance, enterSends: true });
  const who = me && me.owes === null ? me.id : null;
  useEffect(() => {
    if (who === null) return undefined;
    let wanted = true;
    const load = async () => {
      const answer = await ask(ownRoutes.preferences, {});
      if (!wanted || !answer.ok) return;
      setPreferences(answer.value);
      look(answer.value.look);
    };
    void load();
    return () => {
      wanted = false;
    };
  }, [ask, who, look]);
  const prefer = useCallback(
    (wish: StaffPreferences) => {
      setPreferences(wish);
      look(wish.look);
      void ask(ownRoutes.keepPreferences, wish);
    },
    [ask, look],
  );
  return { preferences, prefer };
}

/** The console: who you are decides the rooms, the address decides which one is open. */
export function App() {
  const { appearance, dark, look } = useAppearance();
  const [gate, setGate] = useState<Gate>({ is: "asking" });
  const inside = useRef(false);
  inside.current = gate.is === "in";
  /** Counts how often the server said that something is owed: then who sits here is asked anew. */
  const [owing, setOwing] = useState(0);
  const ask = useMemo(
    () =>
      createClient(
        window.fetch.bind(window),
        () => {
          if (inside.current) setGate({ is: "out", notice: "登录已过期，请重新登录。没发出的草稿还在。" });
        },
        () => setOwing((before) => before + 1),
      ),
    [],
  );
  const askMe = useCallback(async () => {
    const answer = await ask(staff.me, {});
    if (answer.ok) setGate({ is: "in", me: answer.value });
    else if (answer.error.code === "not-signed-in") setGate({ is: "out", notice: null });
    else setGate({ is: "failed", message: sentence(answer.error) });
  }, [ask]);
  useEffect(() => {
    void askMe();
  }, [askMe, owing]);
  const me = gate.is === "in" ? gate.me : null;
  const { preferences, prefer } = usePreferences(ask, me, appearance, look);
  const leave = async () => {
    const answer = await ask(staff.signOut, {});
    // Offline there is no way out that the server would know of: say so rather than pretend.
    if (answer.ok || answer.error.code === "not-signed-in") setGate({ is: "out", notice: "已退出登录" });
    else setGate({ is: "failed", message: `没有退出成功：${sentence(answer.error)}` });
  };

  return (
    <ConfigProvider locale={zhCN} theme={themeOf(dark)} button={{ autoInsertSpace: false }}>
      <AntApp className="app" message={{ maxCount: 3 }}>
        {gate.is === "asking" && <Loading />}
        {gate.is === "failed" && <Failed message={gate.message} retry={() => void askMe()} />}
        {gate.is === "out" && <Login ask={ask} notice={gate.notice} enter={(me) => setGate({ is: "in", me })} />}
        {me && me.owes !== null && (
          <FirstSteps ask={ask} me={me} done={(now) => setGate({ is: "in", me: now })} leave={() => void leave()} />
        )}
        {me && me.owes === null && (
          <SessionProvider value={{ me, ask, preferences, prefer }}>
            <House
              me={me}
              appearance={appearance}
              look={(chosen) => prefer({ ...preferences, look: chosen })}
              leave={() => void leave()}
            />
          </SessionProvider>
        )}
      </AntApp>
    </ConfigProvider>
  );
}

interface HouseProps {
  me: StaffMe;
  appearance: Appearance;
  look: (appearance: Appearance) => void;
  leave: () => void;
}

/** Who has the desk stays at it in every room. */
function House(props: HouseProps) {
  const hasDesk = roomsFor(props.me.roles).some((one) => one.room === "desk");
  const rooms = <Rooms {...props} />;
  if (!hasDesk) return rooms;
  return (
    <WatchProvider>
      <QualityCountsProvider>{rooms}</QualityCountsProvider>
    </WatchProvider>
  );
}

function Rooms({ me, appearance, look, leave }: HouseProps) {
  const place = usePlace();
  usePrefetch(me.roles);
  const mine = roomsFor(me.roles);
  const room: Room | null = mine.some((one) => one.room === place.room) ? place.room : null;
  const first = me.roles.length === 0 ? null : (mine[0]?.room ?? null);
  useEffect(() => {
    if (room === null && first !== null) go(first);
  }, [room, first]);
  return (
    <div className="house">
      <Rail me={me} room={room} appearance={appearance} look={look} leave={leave} />
      <main className="room">
        {room !== null && <ShownRoom place={{ ...place, room }} />}
        {first === null && room === null && (
          <Blank title="您的账号还没有分配岗位" text="请联系本单位管理员开通客服、审核或窗口岗位。" />
        )}
      </main>
    </div>
  );
}
