import type { Slip } from "@wsi/shared/contract";
import { exactTime } from "../beijing.ts";

// The words on the phone's own pages: people hold the strip beside it.
const steps = ["在微信里打开「武汉社保」小程序", "点「我的」→「绑定社保账户」", "填身份证号码、上面的密码和手机号"];

/** 密码条: a paper strip 80 mm wide. The code stands on it and nowhere else; the server keeps only a hash. */
export function SlipPaper({ slip }: { slip: Slip }) {
  return (
    <article className="slip" aria-label="密码条">
      <p className="slip-office">武汉市社会保险</p>
      <h2>社保账户绑定密码条</h2>
      <p className="slip-code" data-test="slip-code">
        {slip.code}
      </p>
      <dl>
        <dt>姓名</dt>
        <dd>{slip.name}</dd>
        <dt>身份证</dt>
        <dd>{slip.idNumber}</dd>
        <dt>有效至</dt>
        <dd>{exactTime(slip.expiresAt)}</dd>
      </dl>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="slip-help">
        密码只能用一次，请不要给别人看
        <br />
        有问题打 12333
      </p>
    </article>
  );
}
