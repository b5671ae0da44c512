import { createHash } from "node:crypto";
import type { Pusher } from "../push/index.ts";
import * as tell from "../push/messages.ts";
import { mediaUrl } from "../push/replies.ts";
import type { Contact } from "../world/allowances.ts";
import type { Follower } from "../world/followers.ts";
import type { World } from "../world/index.ts";
import type { MenuButton } from "../world/menu.ts";
import type { MenuResult, Opens } from "./contract.ts";

interface Place {
  latitude: number;
  longitude: number;
  label: string;
}

/** What a button of this type opens before the account hears of it. */
const tools: Readonly<Record<string, "scanner" | "pictures" | "map">> = {
  scancode_push: "scanner",
  scancode_waitmsg: "scanner",
  pic_sysphoto: "pictures",
  pic_photo_or_album: "pictures",
  pic_weixin: "pictures",
  location_select: "map",
};

/** A second of silence: 8000 samples of 8 bits, in the frame of a WAV file. */
function silence(): Buffer {
  const samples = Buffer.alloc(8000, 128);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "ascii");
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8, "ascii");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36, "ascii");
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

/** What a person does with the phone: it appears in the chat, it counts for the allowance, and the account's server is told. */
export function createActs(world: World, pusher: Pusher) {
  const { allowances, chats, clock, followers, media, menu } = world;

  function act(follower: Follower, what: Contact): void {
    allowances.contact(follower.openid, what);
    world.changed();
  }

  function buttonOf(follower: Follower, at: number, sub: number | undefined): MenuButton | undefined {
    const group = menu.for(world.tags.of(follower.openid))[at];
    const button = sub === undefined ? group : group?.sub_button?.[sub];
    return button?.sub_button ? undefined : button;
  }

  function sendPicture(follower: Follower, contentType: string, bytes: Buffer, origin: string): void {
    act(follower, "message");
    const kept = media.add("image", contentType, "picture", bytes);
    const url = mediaUrl(kept.id);
    chats.add(follower.id, "me", { kind: "image", mediaId: kept.id, url });
    const picture = { mediaId: kept.id, url: origin + url };
    pusher.push(follower, tell.imageMessage(pusher.headOf(follower), picture, world.nextMsgId()));
  }
  function sendPlace(follower: Follower, place: Place): void {
    act(follower, "message");
    chats.add(follower.id, "me", { kind: "location", ...place });
    pusher.push(follower, tell.locationMessage(pusher.headOf(follower), place, world.nextMsgId()));
  }

  return {
    /** Follows, by a QR code when there is a scene; who follows already only scans it. */
    follow(follower: Follower, scene: string, ticket = `ticket-${scene}`): void {
      if (follower.following && scene !== "") {
        act(follower, "scan");
        return pusher.push(follower, tell.scan(pusher.headOf(follower), scene, ticket));
      }
      followers.follow(follower.id, clock.now(), scene);
      act(follower, "follow");
      chats.tell(follower.id, { type: "changed" });
      pusher.push(follower, tell.follow(pusher.headOf(follower), scene, ticket));
    },
    unfollow(follower: Follower): void {
      followers.unfollow(follower.id);
      allowances.forget(follower.openid);
      world.changed();
      chats.tell(follower.id, { type: "changed" });
      pusher.push(follower, tell.unfollow(pusher.headOf(follower)));
    },
    /** With `menuId` it is the tap on a line of a message: to WeChat as little as one in the menu. */
    write(follower: Follower, text: string, menuId?: string): void {
      act(follower, menuId === undefined ? "message" : "click");
      chats.add(follower.id, "me", { kind: "text", text });
      pusher.push(follower, tell.textMessage(pusher.headOf(follower), text, world.nextMsgId(), menuId));
    },
    sendPicture,
    sendPlace,
    /** Speaks: a recording of silence, and what WeChat's recognition made of it. */
    speak(follower: Follower, said: string, recognised: boolean): void {
      act(follower, "message");
      const kept = media.add("voice", "audio/wav", "voice.wav", silence());
      chats.add(follower.id, "me", { kind: "voice", mediaId: kept.id, url: mediaUrl(kept.id) });
      const voice = { mediaId: kept.id, said: recognised ? said : undefined };
      pusher.push(follower, tell.voiceMessage(pusher.headOf(follower), voice, world.nextMsgId()));
    },
    /** Answers a dialog of subscription messages: each yes is one message of that template, a no takes back a yes for good. */
    decideAll(follower: Follower, choices: readonly { template: string; accept: boolean }[]): void {
      for (const { template, accept } of choices) {
        if (accept) world.consents.agree(follower.openid, template);
        else if (world.templates.find(template)?.longTerm) world.consents.withdraw(follower.openid, template);
      }
      world.changed();
      pusher.push(follower, tell.subscriptionDecided(pusher.headOf(follower), choices));
    },
    /** Undefined when there is no such button. */
    tap(follower: Follower, at: number, sub: number | undefined): Opens | undefined {
      const button = buttonOf(follower, at, sub);
      if (!button) return undefined;
      const tool = tools[button.type ?? ""];
      if (tool) return { kind: tool };
      const head = pusher.headOf(follower);
      if (button.type === "view" && button.url) {
        pusher.push(follower, tell.view(head, button.url, menu.id()));
        return { kind: "page", url: button.url };
      }
      if (button.type === "miniprogram" && button.pagepath) {
        pusher.push(follower, tell.viewMiniProgram(head, button.pagepath, menu.id()));
        return { kind: "mini-program", path: button.pagepath };
      }
      // A button that hands out material says nothing to the account's server.
      if (button.key === undefined) return null;
      act(follower, "click");
      pusher.push(follower, tell.click(head, button.key));
      return null;
    },
    /**
     * Is done with the scanner or the map that a button opened. A scan counts as a tap, a place as the message that follows its event.
     * Undefined when there is no such button, or it opens something else.
     */
    finish(follower: Follower, done: MenuResult & { button: number; sub?: number | undefined }): Opens | undefined {
      const button = buttonOf(follower, done.button, done.sub);
      const { type = "", key = "" } = button ?? {};
      const tool = tools[type];
      const head = pusher.headOf(follower);
      if (done.kind === "scanned" && tool === "scanner") {
        act(follower, "click");
        pusher.push(follower, tell.scanned(head, type, key, done.text));
        // Of the two, scancode_push shows at once what was scanned; scancode_waitmsg waits for the account's word.
        return type === "scancode_push" && /^https?:\/\//.test(done.text) ? { kind: "page", url: done.text } : null;
      }
      if (done.kind === "place" && tool === "map") {
        pusher.push(follower, tell.placeChosen(head, key, done));
        sendPlace(follower, { latitude: done.latitude, longitude: done.longitude, label: done.label });
        return null;
      }
      return undefined;
    },
    /** The picture that a button asked for: the event first, the picture as a message after it. False as above. */
    choosePicture(
      follower: Follower,
      chosen: { button: number; sub: number | undefined; type: string; bytes: Buffer; origin: string },
    ): boolean {
      const { type = "", key = "" } = buttonOf(follower, chosen.button, chosen.sub) ?? {};
      if (tools[type] !== "pictures") return false;
      const md5 = createHash("md5").update(chosen.bytes).digest("hex");
      pusher.push(follower, tell.picturesChosen(pusher.headOf(follower), type, key, [md5]));
      sendPicture(follower, chosen.type, chosen.bytes, chosen.origin);
      return true;
    },
  };
}
