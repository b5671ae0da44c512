import { staff, type PersonCard, type Slip } from "@wsi/shared/contract";
import { IdNumber } from "@wsi/shared/values";
import { Button, Checkbox, Input, type InputRef } from "antd";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { timeWords } from "../beijing.ts";
import { sentence } from "../client.ts";
import { useNow, useSession } from "../session.tsx";
import { PaperRights } from "./paper-rights.tsx";
import { SlipPaper } from "./slip.tsx";
import "./slips.css";

type Found =
  | { is: "nothing" }
  | { is: "nobody" }
  | { is: "person"; person: PersonCard }
  | { is: "trouble"; text: string };

/** The counter: somebody stands there with their ID card, and leaves with a strip of paper that binds their phone. */
export default function SlipsRoom() {
  const { ask } = useSession();
  const [idNumber, setIdNumber] = useState("");
  const [found, setFound] = useState<Found>({ is: "nothing" });
  const [checked, setChecked] = useState(false);
  const [slip, setSlip] = useState<Slip | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState<"finding" | "issuing" | null>(null);
  /** Who stands at the counter, counted: an answer about the one before is not shown. */
  const turn = useRef(0);
  const search = useRef<InputRef>(null);

  // A page that the browser keeps for its back button would keep the code, too.
  useEffect(() => {
    const hide = () => setSlip(null);
    window.addEventListener("pagehide", hide);
    return () => window.removeEventListener("pagehide", hide);
  }, []);

  function begin(next: Found): void {
    turn.current += 1;
    setFound(next);
    setChecked(false);
    setSlip(null);
    setTrouble(null);
    setBusy(null);
  }
  /** Another number is another person: the card of the one before must not stay beside it, with a button on it. */
  function type(text: string): void {
    setIdNumber(text);
    if (text !== idNumber && found.is !== "nothing") begin({ is: "nothing" });
  }
  async function find(event: FormEvent) {
    event.preventDefault();
    const read = IdNumber.parse(idNumber);
    if (!read.ok) return begin({ is: "trouble", text: read.message });
    begin({ is: "nothing" });
    const mine = turn.current;
    setBusy("finding");
    const answer = await ask(staff.findPerson, { idNumber: read.value });
    if (turn.current !== mine) return;
    if (!answer.ok) return begin({ is: "trouble", text: sentence(answer.error) });
    begin(answer.value ? { is: "person", person: answer.value } : { is: "nobody" });
  }
  async function issue(person: PersonCard) {
    const mine = turn.current;
    setBusy("issuing");
    setTrouble(null);
    const answer = await ask(staff.issueSlip, { id: person.id, idChecked: true });
    if (turn.current !== mine) return;
    setBusy(null);
    if (answer.ok) setSlip(answer.value);
    else setTrouble(sentence(answer.error));
  }
  function next(): void {
    begin({ is: "nothing" });
    setIdNumber("");
    search.current?.focus();
  }

  return (
    <div className="slips">
      <section className="slips-work">
        <h1>打印密码条</h1>
        <p className="slips-lead">请对方出示身份证原件。密码条让对方在自己手机上绑定社保账户，只能用一次。</p>
        <form className="slips-find" onSubmit={(event) => void find(event)}>
          <Input
            ref={search}
            size="large"
            value={idNumber}
            placeholder="身份证号码，18 位"
            aria-label="身份证号码"
            maxLength={24}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => type(event.target.value)}
            data-test="person-search"
          />
          <Button
            size="large"
            type={slip ? "default" : "primary"}
            htmlType="submit"
            loading={busy === "finding"}
            data-test="person-find"
          >
            查找
          </Button>
        </form>
        {found.is === "trouble" && (
          <p className="note-line" role="alert">
            {found.text}
          </p>
        )}
        {found.is === "nobody" && (
          <p className="note-line" role="status">
            没有查到这个人的参保登记。请再核对一遍号码；从没参过保的，请先办理参保登记。
          </p>
        )}
        {found.is === "person" && (
          <Card
            person={found.person}
            checked={checked}
            check={setChecked}
            busy={busy === "issuing"}
            trouble={trouble}
            done={slip !== null}
            issue={() => void issue(found.person)}
          />
        )}
        {found.is === "person" && <PaperRights key={found.person.id} person={found.person} />}
      </section>
      <section className="slips-paper" aria-live="polite">
        {slip ? (
          <>
            <SlipPaper slip={slip} />
            <div className="slips-after">
              <Button type="primary" size="large" autoFocus onClick={() => window.print()} data-test="slip-print">
                打印
              </Button>
              <Button size="large" onClick={next} data-test="slip-next">
                下一位
              </Button>
              <p>离开这一页密码就不再显示；没打出来可以重新开一张，旧的自动作废。</p>
            </div>
          </>
        ) : (
          <p className="slips-none">密码条会显示在这里</p>
        )}
      </section>
    </div>
  );
}

interface CardProps {
  person: PersonCard;
  checked: boolean;
  check(on: boolean): void;
  busy: boolean;
  trouble: string | null;
  done: boolean;
  issue(): void;
}

function Card({ person, checked, check, busy, trouble, done, issue }: CardProps) {
  const now = useNow();
  return (
    <div className="slips-card">
      <h2>
        {person.name}{" "}
        <small className={person.bound ? "slips-bound on" : "slips-bound"}>
          {person.bound ? "已有手机绑定" : "没有绑定"}
        </small>
      </h2>
      <dl>
        <dt>身份证</dt>
        <dd>{person.idNumber}</dd>
        <dt>登记手机</dt>
        <dd>{person.mobile}</dd>
        <dt>参保地</dt>
        <dd>{person.region}</dd>
      </dl>
      {person.openSlip && !done && (
        <p className="note-line">
          {timeWords(person.openSlip.issuedAt, now)}开过一张还没用的密码条；再开一张，旧的就作废。
        </p>
      )}
      <Checkbox
        checked={checked}
        disabled={done}
        onChange={(event) => check(event.target.checked)}
        data-test="person-checked"
      >
        已核对身份证原件，是本人
      </Checkbox>
      <Button
        type="primary"
        size="large"
        disabled={!checked || done}
        loading={busy}
        onClick={issue}
        data-test="slip-issue"
      >
        开密码条
      </Button>
      {trouble && (
        <p className="note-line" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}
