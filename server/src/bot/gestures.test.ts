import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import { forgetPaper, issueCertificate } from "../certificates/index.ts";
import { inTransaction } from "../db.ts";
import { viewConversation } from "../desk/index.ts";
import { masked } from "../desk/testing/people.ts";
import { isRefusal } from "../refusal.ts";
import { readCode } from "./gestures.ts";
import { labels, startTalk, wordsOf, type Talk } from "./testing/talk.ts";

let talk: Talk;
beforeEach(async () => void (talk = await startTalk()));
afterEach(() => talk.end());

const scans = (text: string, answered = true) => talk.receive({ kind: "scanned", button: "SCAN", text, answered });
const photo = (mediaId: string) => talk.receive({ kind: "image", mediaId, url: "https://p/" });
const home = "https://shebao.example";

const someone = { id: randomUUID(), name: "柳新枝", id_number: "990101199001011237" };
const issued = () =>
  inTransaction(talk.database.db, async (tx) => {
    await tx
      .insertInto("people")
      .values({ ...someone, mobile: null, sex: "female", birth_date: "1990-01-01", region: null })
      .execute();
    return issueCertificate(
      tx,
      {
        getPerson: async () => ({ name: someone.name, idNumber: someone.id_number }) as never,
        payments: async () => [],
      },
      { personId: someone.id, key: "k1", today: "2026-03-02", purpose: "general", from: "2025-01", to: "2026-02" },
    );
  });

describe("a code that was scanned", () => {
  it("of a certificate is checked at once: true, past its time, or not ours", async () => {
    const { number, code } = await issued();
    const address = `${home}/verify?number=${number}&code=${code}`;
    const good = wordsOf(await scans(address));
    expect(good).toContain("是真的，在有效期内");
    expect(good).toContain("柳**");
    expect(good).not.toContain("柳新枝");
    expect(wordsOf(await scans(address, false))).toContain("是真的");
    expect(wordsOf(await scans(`${home}/verify?number=${number}&code=AAAAAAAAAAAA`))).toContain("可能是假的");
    talk.wait(400 * 86_400_000);
    expect(wordsOf(await scans(address))).toContain("过了有效期");
    await inTransaction(talk.database.db, (tx) => forgetPaper(tx, "k1"));
    const erased = wordsOf(await scans(address));
    expect(erased).toContain("内容已按规定期限清除");
    expect(erased).not.toContain("柳");
  });

  it("that leads elsewhere is warned of, also when it copies a true number and code", async () => {
    const { number, code } = await issued();
    const forged = await scans(`https://shebao.example.evil.cn/verify?number=${number}&code=${code}`);
    expect(wordsOf(forged)).toContain("shebao.example.evil.cn");
    expect(wordsOf(forged)).not.toContain("是真的");
    expect(labels(forged)).toContain("转人工");
    expect(wordsOf(await scans("wxp://f2f0abc"))).toContain("不是社保的");
  });

  it("that is only words, or nothing, is said to be none of ours, and cut", async () => {
    expect(wordsOf(await scans("长".repeat(400)))).toContain(`「${"长".repeat(40)}」`);
    expect(wordsOf(await scans(""))).toContain("没有扫到内容");
    expect(labels(await scans("6901234567892"))).toEqual(["我的办件", "转人工"]);
  });

  it("is read by its address alone", () => {
    expect(readCode(`${home}/verify?number=ZM1&code=C1`, `${home}/`)).toEqual({
      is: "certificate",
      number: "ZM1",
      code: "C1",
    });
    expect(readCode(`${home}/m/`, home)).toEqual({ is: "ours" });
    expect(readCode(`http://shebao.example/verify?number=1&code=2`, home)).toMatchObject({ is: "foreign" });
    expect(readCode("javascript:alert(1)", home)).toMatchObject({ is: "foreign" });
    expect(readCode("办件 12", home)).toEqual({ is: "words" });
  });

  it("goes to the desk while a person serves or is waited for, and the bot gives no verdict", async () => {
    await talk.hear("转人工");
    expect(wordsOf(await scans(`${home}/m/`))).toContain("已经记下");
    const { conversationId } = await talk.follower();
    const view = await viewConversation(
      talk.database.db,
      conversationId ?? "",
      { people: masked, staffId: randomUUID() },
      talk.now(),
    );
    if (isRefusal(view)) throw new Error("no talk");
    expect(view.messages.map((one) => one.text)).toContain(`（扫了一个码：${home}/m/）`);
  });
});

describe("photographs from the menu", () => {
  const chosen = (count: number) => talk.receive({ kind: "photos-chosen", button: "PHOTO", count });

  it("are answered once for all, and each that follows in silence", async () => {
    const reply = await chosen(2);
    expect(wordsOf(reply)).toContain("收到 2 张照片");
    expect(labels(reply)).toEqual(["我的办件", "转人工"]);
    expect(await photo("m1")).toEqual({ kind: "nothing" });
    expect(await photo("m2")).toEqual({ kind: "nothing" });
    talk.wait(3 * 60_000);
    expect(wordsOf(await photo("m3"))).toContain("看不懂图片");
  });

  it("go with the citizen to the desk, and are fetched from WeChat once each", async () => {
    await chosen(1);
    await photo("media-7");
    await talk.hear("转人工");
    const { conversationId } = await talk.follower();
    const view = await viewConversation(
      talk.database.db,
      conversationId ?? "",
      { people: masked, staffId: randomUUID() },
      talk.now(),
    );
    if (isRefusal(view)) throw new Error("no talk");
    const shown = view.messages.find((one) => one.kind === "image");
    expect(shown).toMatchObject({ from: "citizen", attached: { lack: "coming" } });
    const parcels = await talk.database.db
      .selectFrom("outbox")
      .select("payload")
      .where("kind", "=", "wechat.media")
      .execute();
    expect(parcels).toEqual([{ payload: { messageId: shown?.id, mediaId: "media-7" } }]);
    expect(await chosen(1)).toEqual({ kind: "nothing" });
  });
});
