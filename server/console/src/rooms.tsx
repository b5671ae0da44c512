/** The rooms behind the rail. A room that cannot be fetched, or breaks, says so in its own place: rail and desk go on. */
import type { StaffRole } from "@wsi/shared/contract";
import { Button } from "antd";
import { Component, useEffect, useSyncExternalStore, type ComponentType, type ReactNode } from "react";
import { fetching, type Fetching } from "./fetched.ts";
import { placeOf, roomsFor, type Place, type Room } from "./place.ts";
import { Blank, Loading } from "./states.tsx";

type RoomProps = { id: string | null };
const room = (load: () => Promise<{ default: ComponentType<RoomProps> }>): Fetching<ComponentType<RoomProps>> =>
  fetching(async () => (await load()).default);

const fetched: Record<Room, Fetching<ComponentType<RoomProps>>> = {
  desk: room(() => import("./desk/index.tsx")),
  tickets: room(() => import("./after/tickets.tsx")),
  followups: room(() => import("./after/follow-ups.tsx")),
  board: room(() => import("./board/index.tsx")),
  quality: room(() => import("./quality/index.tsx")),
  cases: room(() => import("./cases/index.tsx")),
  knowledge: room(() => import("./knowledge/index.tsx")),
  menus: room(() => import("./menus/index.tsx")),
  broadcasts: room(() => import("./broadcasts/index.tsx")),
  followers: room(() => import("./followers/index.tsx")),
  ledger: room(() => import("./ledger/index.tsx")),
  office: room(() => import("./office/index.tsx")),
  figures: room(() => import("./figures/index.tsx")),
  slips: room(() => import("./slips/index.tsx")),
  hall: room(() => import("./hall/index.tsx")),
  own: room(() => import("./own/index.tsx")),
};

/** Fetches what the address asks for, while the server is still being asked who sits here. */
export function fetchEarly(fragment: string): void {
  const { room: wanted } = placeOf(fragment);
  if (wanted !== null) fetched[wanted].fetch();
}

/** What is opened anew by another id, rather than led to it. */
const anew: ReadonlySet<Room> = new Set(["tickets"]);
const restMs = 1_500;

/** Fetches the other rooms of somebody while nothing else is to do: they open at once, and also when the line is down. */
export function usePrefetch(roles: readonly StaffRole[]): void {
  useEffect(() => {
    const left = roomsFor(roles).map((one) => one.room);
    let timer = setTimeout(function next() {
      const [first] = left.splice(0, 1);
      if (first === undefined) return;
      fetched[first].fetch();
      timer = setTimeout(next, restMs / 5);
    }, restMs);
    return () => clearTimeout(timer);
  }, [roles]);
}

/** A fault in a room must not take the desk with it. */
class Fenced extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError = () => ({ broken: true });
  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="blank" role="alert" data-test="room-broken">
        <p className="blank-title">这一页出错了</p>
        <p className="blank-text">其他页面照常使用，写的话没有丢。再打开一次试试；还不行请联系管理员。</p>
        <Button onClick={() => this.setState({ broken: false })}>再打开一次</Button>
      </div>
    );
  }
}

export function ShownRoom({ place: { room: which, id } }: { place: Place & { room: Room } }) {
  const { now, fetch, listen } = fetched[which];
  const state = useSyncExternalStore(listen, now);
  useEffect(fetch, [fetch]);
  if (state.is === "waiting") return <Loading />;
  if (state.is === "failed")
    return (
      <div className="room-failed" role="alert" data-test="room-failed">
        <Blank title="这一页没有取到" text="可能是网络断了，或者系统刚刚升级。写的话没有丢。">
          <Button type="primary" onClick={fetch} data-test="room-again">
            重试
          </Button>
          <Button type="link" onClick={() => window.location.reload()}>
            刷新整个页面
          </Button>
        </Blank>
      </div>
    );
  const Shown = state.found;
  return (
    <Fenced key={anew.has(which) ? `${which} ${id}` : which}>
      <Shown id={id} />
    </Fenced>
  );
}
