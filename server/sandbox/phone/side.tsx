import type { Act } from "./act.ts";
import { Desk } from "./desk.tsx";
import { Faults } from "./faults.tsx";
import { Traffic } from "./traffic.tsx";

/** Beside the phone: what this is, what travels, and how to make things go wrong. */
export function Side({ publicUrl, act }: { publicUrl: string; act: Act }) {
  return (
    <aside className="side">
      <h1>装在电脑里的微信</h1>
      <p>
        这部手机上的“微信”只在您这台电脑里，不连外网，也不用注册账号。关注服务号、打字、点菜单、开小程序，都和真的微信一样签名、加密、走接口。
      </p>
      <ol className="steps">
        <li>点「关注公众号」</li>
        <li>写「断缴了怎么办」</li>
        <li>菜单「查询」里绑定社保账户</li>
        <li>菜单「办事」里续保</li>
      </ol>
      <p>
        <a className="go" href={`${publicUrl.replace(/\/+$/, "")}/console/`} target="_blank" rel="noreferrer">
          打开工作台 →
        </a>
      </p>
      <p className="accounts">
        chuangkou 窗口，shenhe 审核，kefu 客服，zhuguan 主管；密码都是 <code>wuhan-demo-2026</code>
      </p>
      <Traffic />
      <Desk act={act} />
      <Faults act={act} />
    </aside>
  );
}
