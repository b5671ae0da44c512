import { staff, type StaffMe } from "@wsi/shared/contract";
import { Button, Input, type InputRef } from "antd";
import { useRef, useState, type FormEvent } from "react";
import { sentence, type Ask } from "./client.ts";

/** The way in. What the server says about a wrong password or a locked account is shown as it is. */
export function Login({ ask, notice, enter }: { ask: Ask; notice: string | null; enter: (me: StaffMe) => void }) {
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const passwordField = useRef<InputRef>(null);
  /** Null while only the password is asked for. */
  const [code, setCode] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (account.trim() === "") return setError("请填写账号");
    if (password === "") return setError("请填写密码");
    if (code !== null && code.trim() === "") return setError("请填写验证码");
    setBusy(true);
    setError(null);
    const answer = await ask(staff.signIn, {
      account: account.trim(),
      password,
      ...(code === null ? {} : { code: code.trim() }),
    });
    setBusy(false);
    if (answer.ok) return answer.value.step === "in" ? enter(answer.value.me) : setCode("");
    setError(sentence(answer.error));
    if (code !== null) return setCode("");
    setPassword("");
    passwordField.current?.focus();
  };

  return (
    <main className="login">
      <section className="login-side" aria-hidden>
        <p className="login-city">武汉市社会保险</p>
        <p className="login-name">工作台</p>
        <p className="login-lines">
          接待市民来话
          <br />
          审核办件
          <br />
          窗口发放密码条
        </p>
      </section>
      <form className="login-form" onSubmit={(event) => void submit(event)} noValidate>
        <h1>登录</h1>
        {notice && !error && <p className="note-line">{notice}</p>}
        {code === null ? (
          <>
            <label>
              <span>账号</span>
              <Input
                size="large"
                value={account}
                onChange={(event) => setAccount(event.target.value)}
                autoComplete="username"
                autoCapitalize="off"
                spellCheck={false}
                maxLength={60}
                autoFocus
                data-test="login-account"
              />
            </label>
            <label>
              <span>密码</span>
              <Input.Password
                ref={passwordField}
                size="large"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                autoComplete="current-password"
                maxLength={200}
                data-test="login-password"
              />
            </label>
          </>
        ) : (
          <>
            <p className="login-help">
              {account.trim()} 开了两步验证。请打开手机上的验证器，填「武汉社保工作台」的 6 位数字。
            </p>
            <label>
              <span>验证码</span>
              <Input
                size="large"
                value={code}
                onChange={(event) => setCode(event.target.value)}
                autoComplete="one-time-code"
                inputMode="text"
                maxLength={20}
                autoFocus
                placeholder="6 位数字，或一个恢复码"
                data-test="login-code"
              />
            </label>
          </>
        )}
        <p className="login-error" role="alert" data-test="login-error">
          {error}
        </p>
        <Button type="primary" size="large" block htmlType="submit" loading={busy} data-test="login-submit">
          登录
        </Button>
        {code !== null && (
          <Button
            type="link"
            onClick={() => {
              setCode(null);
              setPassword("");
              setError(null);
            }}
          >
            换一个账号
          </Button>
        )}
        <p className="login-help">
          {code === null
            ? "忘记密码请联系本单位管理员重置。公用电脑用完请退出登录。"
            : "手机不在身边可以用恢复码；恢复码也没有，请联系管理员重置两步验证。"}
        </p>
      </form>
    </main>
  );
}
