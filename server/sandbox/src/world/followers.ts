import { randomText } from "./random.ts";

/** A WeChat user as this account and its mini-program know one. All are invented. */
export interface Follower {
  /** The sandbox's own number, such as f1; it travels in control addresses only. */
  id: string;
  name: string;
  /** Who they are to the service account. */
  openid: string;
  /** Who they are to the mini-program: another id, joined to the first by the unionid alone. */
  miniOpenid: string;
  unionid: string;
  following: boolean;
  /** Milliseconds since 1970. */
  followedAt: number;
  /** The scene of the QR code that led here. */
  scene: string;
}

export interface Followers {
  create(name: string): Follower;
  list(): readonly Follower[];
  find(id: string): Follower | undefined;
  findByOpenid(openid: string): Follower | undefined;
  follow(id: string, now: number, scene: string): void;
  unfollow(id: string): void;
  toJSON(): SavedFollowers;
}

export type SavedFollowers = readonly Follower[];

export function createFollowers(saved: SavedFollowers = []): Followers {
  const all = new Map<string, Follower>(saved.map((one) => [one.id, { ...one }]));
  const byOpenid = new Map([...all.values()].map((one) => [one.openid, one]));
  let last = saved.reduce((most, one) => Math.max(most, Number(one.id.slice(1))), 0);
  const get = (id: string): Follower => {
    const found = all.get(id);
    if (!found) throw new Error(`no follower ${id}`);
    return found;
  };
  return {
    create(name) {
      last += 1;
      const follower: Follower = {
        id: `f${last}`,
        name,
        openid: `o${randomText(27)}`,
        miniOpenid: `o${randomText(27)}`,
        unionid: `o${randomText(27)}`,
        following: false,
        followedAt: 0,
        scene: "",
      };
      all.set(follower.id, follower);
      byOpenid.set(follower.openid, follower);
      return follower;
    },
    list: () => [...all.values()],
    find: (id) => all.get(id),
    findByOpenid: (openid) => byOpenid.get(openid),
    follow(id, now, scene) {
      Object.assign(get(id), { following: true, followedAt: now, scene });
    },
    unfollow(id) {
      get(id).following = false;
    },
    toJSON: () => [...all.values()],
  };
}
