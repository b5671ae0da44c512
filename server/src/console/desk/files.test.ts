import { createHash, randomUUID } from "node:crypto";
import { deskFileDays } from "@wsi/shared/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { inTransaction } from "../../db.ts";
import { enter, eraseFiles, fetchingHandler, say, sendingHandler } from "../../desk/index.ts";

let house: House;
let agent: Caller;
let citizen: Caller;
let other: Caller;
beforeAll(async () => {
  house = await startHouse();
  agent = await house.staff("kefu");
  citizen = await house.person("employed");
  other = await house.stranger();
});
afterAll(() => house.stop());

const png = (size = 40, more = "") => {
  const chunk = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, Buffer.from(type, "latin1"), body, Buffer.alloc(4)]);
  };
  const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const note = more === "" ? [] : [chunk("tEXt", Buffer.from(more))];
  return Buffer.concat([
    head,
    chunk("IHDR", Buffer.alloc(13)),
    ...note,
    chunk("IDAT", Buffer.alloc(size, 7)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};
const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
const amr = Buffer.concat([Buffer.from("#!AMR\n"), Buffer.alloc(40, 0x7c)]);

async function upload(
  call: Caller,
  talk: string,
  bytes: Buffer,
  { name = "照片.png", key = randomUUID() as string } = {},
) {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(bytes)]), name);
  const root = call === agent ? "/console/api" : "/api";
  const answer = await call.raw("POST", `${root}/desk/files?talk=${talk}&key=${key}`, { body: form });
  const body: Awaited<ReturnType<Caller>>["body"] = await answer.json();
  return { status: answer.status, body };
}
const open = async (call: Caller): Promise<string> => (await call("POST", "/api/desk/conversations", {})).body.id;
const attach = (call: Caller, id: string, kind: string, file: string) =>
  call("POST", `${call === agent ? "/console/api" : "/api"}/desk/conversations/${id}/messages`, {
    key: randomUUID(),
    attach: { kind, file },
  });
const look = (call: Caller, file: string) =>
  call.raw("GET", `${call === agent ? "/console/api" : "/api"}/desk/files/${file}`);

describe("files of a talk", () => {
  it("go both ways, without what the phone wrote into them, as exactly what they are", async () => {
    const id = await open(citizen);
    const sent = await upload(citizen, id, png(40, "GPS 30.5N"), { name: "家门口<b>.jpg" });
    expect(sent.body).toMatchObject({ mime: "image/png", name: "家门口_b_.jpg", bytes: png().length });
    const said = await attach(citizen, id, "image", sent.body.id);
    expect(said.body.messages.at(-1)).toMatchObject({ kind: "image", attached: { id: sent.body.id } });
    const got = await look(agent, sent.body.id);
    expect(Buffer.from(await got.arrayBuffer())).toEqual(png());
    const head = (name: string) => got.headers.get(name);
    expect([head("content-type"), head("x-content-type-options")]).toEqual(["image/png", "nosniff"]);
    expect(head("content-disposition")).toMatch(/^inline/);
    expect(head("content-security-policy")).toBe("default-src 'none'; sandbox");

    await agent("POST", `/console/api/desk/conversations/${id}/take`, {});
    const paper = await upload(agent, id, pdf, { name: "办事指南.pdf" });
    // Not said yet: nobody sees it.
    expect((await look(citizen, paper.body.id)).status).toBe(404);
    expect((await attach(agent, id, "file", paper.body.id)).status).toBe(200);
    const saved = await look(citizen, paper.body.id);
    expect([saved.status, saved.headers.get("content-disposition")]).toEqual([
      200,
      `attachment; filename*=UTF-8''${encodeURIComponent("办事指南.pdf")}`,
    ]);
    await citizen("POST", `/api/desk/conversations/${id}/leave`, {});
  });

  it("of one key are one file, however often it is pressed", async () => {
    const id = await open(citizen);
    const key = randomUUID();
    const [first, second] = [await upload(citizen, id, png(), { key }), await upload(citizen, id, png(), { key })];
    expect(second.body).toEqual(first.body);
    const rows = await house.services.db
      .selectFrom("desk_files")
      .select("id")
      .where("conversation_id", "=", id)
      .execute();
    expect(rows).toHaveLength(1);
    await citizen("POST", `/api/desk/conversations/${id}/leave`, {});
  });

  it("are for the two sides of their talk only, and for nobody once taken back", async () => {
    const id = await open(citizen);
    const { id: file } = (await upload(citizen, id, png())).body;
    const said = await attach(citizen, id, "image", file);
    const message = said.body.messages.at(-1).id;
    expect((await look(other, file)).status).toBe(404);
    expect((await look(citizen, file)).status).toBe(200);
    for (const account of ["shenhe", "chuangkou", "yunying"] as const) {
      const colleague = await house.staff(account);
      expect((await colleague.raw("GET", `/console/api/desk/files/${file}`)).status).toBe(403);
    }
    expect((await house.nobody.raw("GET", `/api/desk/files/${file}`)).status).toBe(401);
    expect((await upload(other, id, png())).status).toBe(404);
    // Somebody else's file cannot be sent on, nor the citizen's by the desk.
    const own = await open(other);
    expect((await attach(other, own, "image", file)).status).toBe(404);
    await agent("POST", `/console/api/desk/conversations/${id}/take`, {});
    expect((await attach(agent, id, "image", file)).status).toBe(404);
    await citizen("POST", `/api/desk/conversations/${id}/messages/${message}/recall`, {});
    expect((await look(agent, file)).status).toBe(404);
    const colleague = await house.staff("zhuguan");
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(png())]), "a.png");
    const foreign = await colleague.raw("POST", `/console/api/desk/files?talk=${id}&key=${randomUUID()}`, {
      body: form,
    });
    expect([foreign.status, ((await foreign.json()) as any).message]).toEqual([409, expect.stringContaining("接待")]);
    await citizen("POST", `/api/desk/conversations/${id}/leave`, {});
    expect(await upload(citizen, id, png())).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining("结束") },
    });
    expect((await upload(agent, id, png())).status).toBe(409);
  });

  it("that nobody may take are refused in words and leave nothing", async () => {
    const id = await open(citizen);
    const tries: [string, Buffer, number][] = [
      ["a page that says it is a picture", Buffer.from("<html><script>alert(1)</script></html>"), 415],
      ["a drawing with a script", Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`), 415],
      ["a program", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(200)]), 415],
      ["nothing", Buffer.alloc(0), 422],
      ["half a picture", png().subarray(0, 60), 415],
      ["more than ten megabytes", png(10 * 1024 * 1024), 413],
    ];
    for (const [what, bytes, status] of tries) {
      const refused = await upload(citizen, id, bytes, { name: "照片.jpg" });
      expect([what, refused.status]).toEqual([what, status]);
      expect(refused.body.message).toMatch(/[\u4e00-\u9fff]{4}/);
    }
    const rows = await house.services.db
      .selectFrom("desk_files")
      .select("id")
      .where("conversation_id", "=", id)
      .execute();
    expect(rows).toEqual([]);
    await citizen("POST", `/api/desk/conversations/${id}/leave`, {});
  });

  it("are sent as what they are", async () => {
    const id = await open(citizen);
    const { id: paper } = (await upload(citizen, id, pdf)).body;
    expect((await attach(citizen, id, "image", paper)).status).toBe(415);
    expect((await attach(citizen, id, "file", paper)).status).toBe(200);
    const { id: voice } = (await upload(citizen, id, amr, { name: "a.amr" })).body;
    expect((await attach(citizen, id, "voice", voice)).status).toBe(200);
    await citizen("POST", `/api/desk/conversations/${id}/leave`, {});
  });

  it("are erased some time after their talk, and the transcript says so", async () => {
    const id = await open(citizen);
    const { id: file } = (await upload(citizen, id, png())).body;
    await attach(citizen, id, "image", file);
    await citizen("POST", `/api/desk/conversations/${id}/leave`, {});
    const { db, files, clock } = house.services;
    const day = 24 * 3_600_000;
    const at = (days: number) => new Date(clock.now().getTime() + days * day);
    await eraseFiles(db, files, at(deskFileDays - 1));
    expect((await look(citizen, file)).status).toBe(200);
    const row = await db.selectFrom("desk_files").select("stored_as").where("id", "=", file).executeTakeFirstOrThrow();
    expect(row.stored_as).not.toBe(createHash("sha256").update(png()).digest("hex"));
    await eraseFiles(db, files, at(deskFileDays + 1));
    await expect(files.get(row.stored_as)).rejects.toThrow("not on the disk");
    expect((await look(citizen, file)).status).toBe(404);
    const line = (await citizen("GET", `/api/desk/conversations/${id}/messages`)).body.messages.at(-1);
    expect(line).toMatchObject({ kind: "image", attached: { lack: "erased" } });
  });

  it("waits as a message when the citizen would rather not wait", async () => {
    const id = await open(citizen);
    const left = await citizen("POST", `/api/desk/conversations/${id}/leave-message`, {});
    expect([left.status, left.body.ticket]).toEqual([200, true]);
    expect((await other("POST", `/api/desk/conversations/${id}/leave-message`, {})).status).toBe(404);
    await agent("POST", `/console/api/desk/conversations/${id}/take`, {});
    expect((await citizen("POST", `/api/desk/conversations/${id}/leave-message`, {})).status).toBe(409);
    await citizen("POST", `/api/desk/conversations/${id}/leave`, {});
  });
});

describe("by WeChat", () => {
  const follower = async (name: string) => {
    const { db, clock, roster } = house.services;
    const now = clock.now();
    const entrance = {
      identity: name,
      channel: "wechat" as const,
      personId: null,
      about: "",
      wroteAt: now,
      tappedAt: null,
    };
    return (await inTransaction(db, (tx) => enter(tx, roster, entrance, now))).id;
  };
  const world = (media: object, messages: object = {}) => ({ ...house.services, media, messages }) as any;
  const settle = async (key: string, handler: any) => {
    const row = await house.services.db
      .selectFrom("outbox")
      .selectAll()
      .where("key", "=", key)
      .executeTakeFirstOrThrow();
    const result = await handler.deliver(row.payload, key);
    await inTransaction(house.services.db, (tx) => handler.settled(tx, row.payload, result, key));
    return result;
  };
  const lines = async (id: string) => (await agent("GET", `/console/api/desk/conversations/${id}`)).body.messages;

  it("what a follower sent is fetched once and shown; what is gone says so", async () => {
    const id = await follower("media-in");
    const { db, clock } = house.services;
    for (const [mediaId, kind] of [
      ["m1", "image"],
      ["m2", "voice"],
    ] as const)
      await inTransaction(db, (tx) =>
        say(tx, id, { key: mediaId, kind, text: "（图片）", attached: {}, mediaId, at: clock.now() }),
      );
    const [picture, voice] = (await lines(id)).filter((one: any) => one.from === "citizen");
    expect(picture.attached).toEqual({ lack: "coming" });
    const found = fetchingHandler(world({ fetch: async () => ({ outcome: "found", bytes: png(40, "where") }) }));
    for (let time = 0; time < 2; time++)
      expect(await settle(`media:${picture.id}`, found)).toEqual({ outcome: "sent" });
    const gone = fetchingHandler(world({ fetch: async () => ({ outcome: "gone" }) }));
    expect(await settle(`media:${voice.id}`, gone)).toMatchObject({ outcome: "refused", advice: "请市民重新发一次" });
    const after = (await lines(id)).filter((one: any) => one.from === "citizen");
    expect(after[0].attached).toMatchObject({ mime: "image/png", bytes: png().length });
    expect(after[0].attached.lack).toBeUndefined();
    expect(after[1].attached).toEqual({ lack: "lost" });
    expect((await look(agent, after[0].attached.id)).status).toBe(200);
    // The citizens' page has no way to it.
    expect((await look(citizen, after[0].attached.id)).status).toBe(404);
  });

  it("a picture is handed to WeChat and then sent; what it cannot carry is refused before", async () => {
    const id = await follower("media-out");
    await agent("POST", `/console/api/desk/conversations/${id}/take`, {});
    const { id: paper } = (await upload(agent, id, pdf)).body;
    const refused = await attach(agent, id, "file", paper);
    expect([refused.status, refused.body.instead]).toEqual([422, expect.stringContaining("截成图片")]);
    const { id: picture } = (await upload(agent, id, png())).body;
    const said = await attach(agent, id, "image", picture);
    const message = said.body.messages.at(-1);
    expect([said.status, message.delivery]).toEqual([200, "queued"]);
    const calls: unknown[] = [];
    const media = {
      async upload(kind: string, file: { bytes: Buffer; name: string; mime: string }) {
        calls.push([kind, file.name, file.mime, file.bytes.length]);
        return { outcome: "done", mediaId: "handed" };
      },
    };
    const messages = {
      async send(openid: string, reply: unknown) {
        calls.push([openid, reply]);
        return { outcome: "sent" };
      },
    };
    expect(await settle(message.id, sendingHandler(world(media, messages)))).toEqual({ outcome: "sent" });
    expect(calls).toEqual([
      ["image", "file.png", "image/png", png().length],
      ["media-out", { kind: "image", mediaId: "handed" }],
    ]);
    expect((await lines(id)).at(-1)).toMatchObject({ kind: "image", delivery: "sent" });
  });
});
