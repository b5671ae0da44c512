import { ownRoutes, type SecondFactorOffer, type StaffMe } from "@wsi/shared/contract";
import { App, Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { sentence, type Ask } from "./client.ts";
import { QrCode } from "./qr-code.tsx";
import { Labelled } from "./labelled.tsx";

const grouped = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? secret;

/** Copies, or says that it could not: a locked-down browser has no clipboard. */
export function useCopy(): (text: string) => Promise<void> {
  const { message } = App.useApp();
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      void message.success("已复制");
    } catch {
      void message.warning("浏览器不让复制，请选中后按 Ctrl+C");
    }
  };
}

/** Setting up the second factor in three steps: the password, the secret into the app, the first code. */
export function SecretSetup({ ask, done }: { ask: Ask; done: (me: StaffMe, recovery: string[]) => void }) {
  const [password, setPassword] = useState("");
  const [offer, setOffer] = useState<SecondFactorOffer | null>(null);
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const copy = useCopy();

  const begin = async (event: FormEvent) => {
    event.preventDefault();
    if (password === "") return setProblem("请填写密码");
    setBusy(true);
    const answer = await ask(ownRoutes.startSecondFactor, { password });
    setBusy(false);
    setProblem(answer.ok ? undefined : sentence(answer.error));
    if (answer.ok) setOffer(answer.value);
  };
  const prove = async (event: FormEvent) => {
    event.preventDefault();
    if (!/^\d{6}$/.test(code.trim())) return setProblem("验证码是 6 位数字");
    setBusy(true);
    const answer = await ask(ownRoutes.proveSecondFactor, { code: code.trim() });
    setBusy(false);
    if (answer.ok) return done(answer.value.me, answer.value.recovery);
    setProblem(sentence(answer.error));
    setCode("");
  };

  if (offer === null)
    return (
      <form className="own-form" onSubmit={(event) => void begin(event)}>
        <p>先在手机上装一个验证器（微信里搜「腾讯身份验证器」，或任何支持 TOTP 的应用），再填现在的密码取得密钥。</p>
        <Labelled label="现在的密码" problem={problem}>
          <Input.Password
            value={password}
            autoComplete="current-password"
            maxLength={200}
            onChange={(event) => setPassword(event.target.value)}
            data-test="code-password"
          />
        </Labelled>
        <Button type="primary" htmlType="submit" loading={busy} data-test="code-begin">
          取得密钥
        </Button>
      </form>
    );
  return (
    <form className="own-form" onSubmit={(event) => void prove(event)}>
      <p>用手机上的验证器扫这个二维码。扫不了的，选「手动输入」，账户名随意，填下面的密钥，类型选「基于时间」。</p>
      <QrCode text={offer.link} label="两步验证的二维码，内容和下面的密钥相同" />
      <p className="own-secret" data-test="code-secret">
        {grouped(offer.secret)}
      </p>
      <div className="kb-acts">
        <Button onClick={() => void copy(offer.secret)}>复制密钥</Button>
        <Button href={offer.link}>在本机的验证器里打开</Button>
      </div>
      <Labelled label="验证器上现在的 6 位数字" problem={problem}>
        <Input
          value={code}
          autoFocus
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={6}
          onChange={(event) => setCode(event.target.value)}
          data-test="code-first"
        />
      </Labelled>
      <Button type="primary" htmlType="submit" loading={busy} data-test="code-prove">
        开启两步验证
      </Button>
    </form>
  );
}

/** Recovery codes are shown once: to be printed or written down before anything else. */
export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const copy = useCopy();
  return (
    <section className="own-form" data-test="recovery">
      <p>
        <b>请现在抄下或打印这 {codes.length} 个恢复码，只显示这一次。</b>
        手机不在身边时，每个可以代替验证码用一次。
      </p>
      <ol className="own-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="kb-acts">
        <Button onClick={() => void copy(codes.join("\n"))}>复制</Button>
        <Button onClick={() => window.print()}>打印</Button>
        <Button type="primary" onClick={done} data-test="recovery-done">
          我已经抄好了
        </Button>
      </div>
    </section>
  );
}
