import type { CitizenDesk } from "@wsi/shared/contract";
import { Button, call, Card, dayText, Note } from "../ui/index.ts";
import { aheadText, waitText } from "./talk-state.ts";

const isFree = ({ next }: Pick<CitizenDesk, "next">): boolean => next?.free === true;

function titleOf(stand: CitizenDesk): string {
  if (!stand.open) return "现在下班了";
  return isFree(stand) ? "现在有客服在" : "现在没有空着的客服";
}

/** What to expect: somebody at once, a line as long as it is, or the next opening. */
function Expect({ stand }: { stand: CitizenDesk }) {
  const { open, opens, next, phone } = stand;
  if (!open)
    return (
      <>
        <Note>
          {opens ? `下次上班：${dayText(opens.day)} ${opens.time}。` : ""}
          现在可以留言，上班后先回复您。
        </Note>
        <Note>着急的事请打 {phone}。</Note>
      </>
    );
  if (isFree(stand)) return <Note>在下面写字、发照片，马上有人接待。</Note>;
  return (
    <>
      {next ? (
        <Note>
          {aheadText(next.ahead)}，{waitText(next.minutes)}。
        </Note>
      ) : null}
      <Note>在下面写字、发照片，就开始排队。不想等，可以改成留言。</Note>
    </>
  );
}

/** Before the first word: whether somebody is there, when they will be, and who answers meanwhile. */
export function Opening({ stand, onBegin }: { stand: CitizenDesk; onBegin(): void }) {
  const { open, phone } = stand;
  return (
    <Card title={titleOf(stand)} id={open ? (isFree(stand) ? "chat-open" : "chat-busy") : "chat-closed"}>
      <Expect stand={stand} />
      <Button id="chat-begin" onClick={onBegin}>
        {!open ? "给客服留言" : isFree(stand) ? "找客服" : "排队等客服"}
      </Button>
      <Button look="quiet" id="chat-call" onClick={() => call(phone)}>
        打电话 {phone}
      </Button>
    </Card>
  );
}
