import type { Pusher } from "../push/index.ts";
import * as tell from "../push/messages.ts";
import { mediaUrl } from "../push/replies.ts";
import type { Contact } from "../world/allowances.ts";
import type { Follower } from "../world/followers.ts";
import type { World } from "../world/index.ts";
import type { MenuButton } from "../world/menu.ts";
import type { Opens } from "./contract.ts";

/** What a person does with the phone: it appears in the chat, it counts for the allowance, and the account's server is told. */
export function createActs(world: World, pusher: Pusher) {
  const { allowances, chats, clock, followers, media, menu } = world;

  function act(follower: Follower, what: Contact): void {
    allowances.contact(follower.openid, what);
    world.changed();
  }

  return {
    /** Follows, by a QR code when there is a scene; who follows already only scans it. */
    follow(follower: Follower, scene: string): void {
      if (follower.following && scene !== "") {
        act(follower, "scan");
        return pusher.push(follower, tell.scan(pusher.headOf(follower), scene));
      }
      followers.follow(follower.id, clock.now(), scene);
      act(follower, "follow");
      chats.tell(follower.id, { type: "changed" });
      pusher.push(follower, tell.follow(pusher.headOf(follower), scene));
    },
    unfollow(follower: Follower): void {
      followers.unfollow(follower.id);
      allowances.forget(follower.openid);
      world.changed();
      chats.tell(follower.id, { type: "changed" });
      pusher.push(follower, tell.unfollow(pusher.headOf(follower)));
    },
    write(follower: Follower, text: string, menuId?: string): void {
      act(follower, "message");
      chats.add(follower.id, "me", { kind: "text", text });
      pusher.push(follower, tell.textMessage(pusher.headOf(follower), text, world.nextMsgId(), menuId));
    },
    sendPicture(follower: Follower, contentType: string, bytes: Buffer, origin: string): void {
      act(follower, "message");
      const kept = media.add("image", contentType, "picture", bytes);
      const url = mediaUrl(kept.id);
      chats.add(follower.id, "me", { kind: "image", mediaId: kept.id, url });
      const picture = { mediaId: kept.id, url: origin + url };
      pusher.push(follower, tell.imageMessage(pusher.headOf(follower), picture, world.nextMsgId()));
    },
    sendPlace(follower: Follower, place: { latitude: number; longitude: number; label: string }): void {
      act(follower, "message");
      chats.add(follower.id, "me", { kind: "location", ...place });
      pusher.push(follower, tell.locationMessage(pusher.headOf(follower), place, world.nextMsgId()));
    },
    /** Agrees to one subscription message of a template, or refuses. */
    decide(follower: Follower, template: string, accept: boolean): void {
      if (accept) world.consents.agree(follower.openid, template);
      world.changed();
      pusher.push(follower, tell.subscriptionDecided(pusher.headOf(follower), template, accept));
    },
    /** Undefined when there is no such button. */
    tap(follower: Follower, at: number, sub: number | undefined): Opens | undefined {
      const group = menu.for(world.tags.of(follower.openid))[at];
      const button: MenuButton | undefined = sub === undefined ? group : group?.sub_button?.[sub];
      if (!button || button.sub_button) return undefined;
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
  };
}
