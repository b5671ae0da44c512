import { openChat } from "./platform/frame";
import { toast } from "./ui/index.ts";

/** To a person at the service desk; where that cannot be opened from here, says where to go. */
export const askPerson = (): void => {
  if (!openChat()) toast("请在「武汉社保」公众号里发送「人工」，客服会回复您");
};
