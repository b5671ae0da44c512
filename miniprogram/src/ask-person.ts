import type { AskedAbout } from "./asked-about.ts";
import { keepAbout } from "./chat-memory.ts";
import { go } from "./ui/index.ts";

/** What led somebody to the desk, for who will answer there. */
export interface Led {
  item: string;
  by: "failed" | "refused" | "counter";
}

/** To a person at the service desk: our own chat page, with what it is about above the field. */
export function askPerson({ led, about }: { led?: Led; about?: AskedAbout } = {}): void {
  if (about) keepAbout(about);
  go(led ? `chat/index?item=${led.item}&by=${led.by}` : "chat/index");
}
