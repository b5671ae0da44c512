import { go } from "./ui/index.ts";

/** What led somebody to the desk, for who will answer there. */
export interface Led {
  item: string;
  by: "failed" | "refused" | "counter";
}

/** To a person at the service desk: our own chat page. `about`: what it is about, in a few words. */
export function askPerson({ led, about }: { led?: Led; about?: string } = {}): void {
  const words = [
    ...(led ? [`item=${led.item}`, `by=${led.by}`] : []),
    ...(about ? [`about=${encodeURIComponent(about)}`] : []),
  ];
  go(words.length > 0 ? `chat/index?${words.join("&")}` : "chat/index");
}
