import type { CitizenTalk } from "@wsi/shared/contract";
import { Button, Card, Note } from "../ui/index.ts";

/** Waited longer than the desk wants anybody to: wait on, or leave a message. Neither answer is one, too: they go on waiting. */
export function TimeOut({
  talk,
  minutes,
  onStay,
  onLeaveMessage,
}: {
  talk: Pick<CitizenTalk, "byNotice">;
  minutes: number;
  onStay(): void;
  onLeaveMessage(): void;
}) {
  return (
    <Card title={`您已经等了 ${minutes} 分钟`} id="chat-time-out">
      <Note>
        让您久等了。留言不用守着手机，位置不变，轮到时客服先在这里回复您{talk.byNotice ? "，「消息」里也会通知您" : ""}
        。
      </Note>
      <Button id="chat-time-out-message" onClick={onLeaveMessage}>
        留言，不等了
      </Button>
      <Button look="light" id="chat-time-out-stay" onClick={onStay}>
        继续等
      </Button>
    </Card>
  );
}
