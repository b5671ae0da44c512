import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FollowerDetails } from "../ports/account.ts";
import { judge, type Known } from "./judge.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 2, minute));
const known = (given: Partial<Known> = {}): Known => ({
  followed_at: at(0),
  unfollowed_at: null,
  person_id: null,
  unionid: null,
  forgotten_at: null,
  ...given,
});
const told = (given: Partial<FollowerDetails> = {}): FollowerDetails => ({
  openid: "o1",
  following: true,
  unionid: "u1",
  followedAt: at(0),
  tags: [],
  ...given,
});

describe("what WeChat tells of a follower", () => {
  it("is old news beside an unfollow that came after the question", () => {
    expect(judge(known({ unfollowed_at: at(31) }), told(), undefined, at(30))).toBeUndefined();
    expect(
      judge(known({ unfollowed_at: new Date(at(30).getTime() - 5_000) }), told(), undefined, at(30)),
    ).toBeUndefined();
  });

  it("never undoes a later unfollow, and never moves the follow back", () => {
    const minute = fc.integer({ min: 0, max: 600 });
    const maybe = fc.option(minute, { nil: null });
    fc.assert(
      fc.property(maybe, maybe, maybe, minute, (held, left, came, asked) => {
        const when = (n: number | null) => (n === null ? null : at(n));
        const before = known({ followed_at: when(held), unfollowed_at: when(left) });
        const after = judge(before, told({ followedAt: when(came) }), undefined, at(asked));
        if (left !== null && left >= asked && (came === null || came <= left)) expect(after).toBeUndefined();
        else expect(after).toBeDefined();
        if (after && held !== null) expect(after.followed_at?.getTime()).toBeGreaterThanOrEqual(at(held).getTime());
      }),
    );
  });

  it("brings back who was held to have left before the question", () => {
    const back = judge(known({ unfollowed_at: at(20) }), told({ followedAt: at(25) }), undefined, at(30));
    expect(back).toMatchObject({ unfollowed_at: null, followed_at: at(25), joinedAt: at(25) });
  });

  it("does not count the same follow twice, told by the event and by the list", () => {
    const same = judge(known(), told({ followedAt: new Date(at(0).getTime() + 1_000) }), undefined, at(30));
    expect(same).toMatchObject({ followed_at: at(0), joinedAt: null });
  });

  it("links to whom the unionid is bound, and no longer when it is bound to nobody", () => {
    const bound = { person_id: "p1", bound_at: at(1) };
    expect(judge(known(), told(), bound, at(30))).toMatchObject({ person_id: "p1", unionid: "u1", linked: true });
    expect(judge(known({ person_id: "p1", unionid: "u1" }), told(), bound, at(30))).toMatchObject({ linked: false });
    expect(judge(known({ person_id: "p1", unionid: "u1" }), told(), undefined, at(30))).toMatchObject({
      person_id: null,
    });
  });

  it("does not link again who took back their authorisation, until they bind or follow anew", () => {
    const forgotten = known({ forgotten_at: at(10) });
    const before = { person_id: "p1", bound_at: at(5) };
    expect(judge(forgotten, told(), before, at(30))).toMatchObject({ person_id: null, unionid: null, linked: false });
    expect(judge(forgotten, told(), { ...before, bound_at: at(15) }, at(30))).toMatchObject({
      person_id: "p1",
      forgotten_at: null,
    });
    expect(judge(forgotten, told({ followedAt: at(20) }), before, at(30))).toMatchObject({ person_id: "p1" });
  });
});
