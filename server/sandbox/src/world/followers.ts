import { crowdId, crowdPerson, type Crowd } from "./crowd.ts";
import { createMembers, type Members } from "./members.ts";
import { randomText } from "./random.ts";

/** A WeChat user as this account and its mini-program know one. All are invented. */
export interface Follower {
  /** The sandbox's own number, such as f1, or c1 for one of the crowd; it travels in control addresses only. */
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
  /** Brings `count` more of a crowd, who follow already. Throws RangeError when it would be too large. */
  gather(count: number, now: number): void;
  /** People with a phone, whether they follow or not. The crowd is not among them: see `following`. */
  list(): readonly Follower[];
  /** Everybody who follows, people and crowd. To be changed by `follow` and `unfollow` only. */
  following: Pick<Members, "has" | "all" | "page" | "size">;
  find(id: string): Follower | undefined;
  findByOpenid(openid: string): Follower | undefined;
  /** Whose openid that is in the mini-program; the crowd opens none. */
  findByMiniOpenid(openid: string): Follower | undefined;
  /** Their `id` alone, without making up the rest. */
  idOf(openid: string): string | undefined;
  follow(id: string, now: number, scene: string): void;
  unfollow(id: string): void;
  toJSON(): SavedFollowers;
  crowdJSON(): SavedCrowdFollowers;
}

export type SavedFollowers = readonly Follower[];
/** What became of single ones of the crowd. */
export interface SavedCrowdFollowers {
  following?: string | undefined;
  /** Those who came back, by their id. */
  back: [string, { followedAt: number; scene: string }][];
}

export function createFollowers(
  crowd: Crowd,
  saved: SavedFollowers = [],
  savedCrowd: SavedCrowdFollowers = { back: [] },
): Followers {
  const all = new Map<string, Follower>(saved.map((one) => [one.id, { ...one }]));
  const byOpenid = new Map([...all.values()].map((one) => [one.openid, one]));
  let last = saved.reduce((most, one) => Math.max(most, Number(one.id.slice(1))), 0);
  const following = createMembers(
    crowd,
    saved.flatMap((one) => (one.following ? [one.openid] : [])),
    savedCrowd.following,
  );
  const back = new Map(savedCrowd.back);

  function ofCrowd(place: number | undefined): Follower | undefined {
    if (place === undefined) return undefined;
    const person = crowdPerson(place);
    const since = back.get(person.id) ?? { followedAt: crowd.cameAt(place), scene: "" };
    return { ...person, following: following.has(person.openid), ...since };
  }
  const find = (id: string) => all.get(id) ?? ofCrowd(crowd.numberOfId(id));
  const get = (id: string): Follower => {
    const found = find(id);
    if (!found) throw new Error(`no follower ${id}`);
    return found;
  };
  return {
    following,
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
    gather(count, now) {
      const from = crowd.size();
      crowd.grow(count, now);
      following.addCrowd(from);
    },
    list: () => [...all.values()],
    find,
    findByMiniOpenid: (openid) => [...all.values()].find((one) => one.miniOpenid === openid),
    findByOpenid: (openid) => byOpenid.get(openid) ?? ofCrowd(crowd.numberOf(openid)),
    idOf(openid) {
      const place = crowd.numberOf(openid);
      return place === undefined ? byOpenid.get(openid)?.id : crowdId(place);
    },
    follow(id, now, scene) {
      const follower = get(id);
      if (all.has(id)) Object.assign(follower, { following: true, followedAt: now, scene });
      else back.set(id, { followedAt: now, scene });
      following.add(follower.openid);
    },
    unfollow(id) {
      const follower = get(id);
      follower.following = false;
      following.delete(follower.openid);
    },
    toJSON: () => [...all.values()],
    crowdJSON: () => ({ following: following.packed(), back: [...back] }),
  };
}
