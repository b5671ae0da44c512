import { ownRoutes, passwordFlaw, passwordRule, type StaffMe } from "@wsi/shared/contract";
import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { sentence, type Ask } from "./client.ts";
import { Labelled } from "./labelled.tsx";

/** One's own password. What is wrong with a new one is said while it is typed, by the rule the server keeps. */
export function NewPassword({ ask, me, done }: { ask: Ask; me: StaffMe; done: (me: StaffMe) => void }) {
  const [now, setNow] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<string | undefined>();
  const flaw = next === "" ? (asked ? "请填写新密码" : undefined) : (passwordFlaw(next, me.account) ?? undefined);
  const differs = (asked || again.length >= next.length) && again !== next ? "两次填的不一样" : undefined;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    setRefused(now === "" ? "请填写现在的密码" : undefined);
    if (now === "" || next === "" || flaw !== undefined || again !== next) return;
    setBusy(true);
    const answer = await ask(ownRoutes.changePassword, { now, next });
    setBusy(false);
    if (!answer.ok) return setRefused(sentence(answer.error));
    setNow("");
    setNext("");
    setAgain("");
    setAsked(false);
    done(answer.value);
  };
  return (
    <form className="own-form" onSubmit={(event) => void submit(event)} noValidate>
      <Labelled label={me.owes === "password" ? "初始密码" : "现在的密码"} problem={refused}>
        <Input.Password
          value={now}
          autoComplete="current-password"
          maxLength={200}
          autoFocus={me.owes === "password"}
          onChange={(event) => setNow(event.target.value)}
          data-test="password-now"
        />
      </Labelled>
      <Labelled label="新密码" hint={passwordRule} problem={flaw}>
        <Input.Password
          value={next}
          autoComplete="new-password"
          maxLength={200}
          onChange={(event) => setNext(event.target.value)}
          data-test="password-next"
        />
      </Labelled>
      <Labelled label="再填一次新密码" problem={differs}>
        <Input.Password
          value={again}
          autoComplete="new-password"
          maxLength={200}
          onChange={(event) => setAgain(event.target.value)}
          data-test="password-again"
        />
      </Labelled>
      <div className="kb-acts">
        <Button type="primary" htmlType="submit" loading={busy} data-test="password-save">
          修改密码
        </Button>
        <small>改好后，其他电脑上的登录会退出。</small>
      </div>
    </form>
  );
}
