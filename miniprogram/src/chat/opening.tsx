import type { CitizenDesk } from "@wsi/shared/contract";
import { Button, call, Card, dayText, Note } from "../ui/index.ts";

/** Before the first word: whether somebody is there, when they will be, and who answers meanwhile. */
export function Opening({ stand, onBegin }: { stand: CitizenDesk; onBegin(): void }) {
  const { open, opens, phone } = stand;
  return (
    <Card title={open ? "现在有客服在" : "现在下班了"} id={open ? "chat-open" : "chat-closed"}>
      {open ? (
        <Note>在下面写字、发照片，就开始排队。排到第几位、大约等多久，上面会一直告诉您。</Note>
      ) : (
        <>
          <Note>
            {opens ? `下次上班：${dayText(opens.day)} ${opens.time}。` : ""}
            现在可以留言，上班后先回复您。
          </Note>
          <Note>着急的事请打 {phone}。</Note>
        </>
      )}
      <Button id="chat-begin" onClick={onBegin}>
        {open ? "找客服" : "给客服留言"}
      </Button>
      <Button look="quiet" id="chat-call" onClick={() => call(phone)}>
        打电话 {phone}
      </Button>
    </Card>
  );
}
