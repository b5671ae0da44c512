import { AccountFace } from "./face.tsx";
import { BackIcon } from "./icons.tsx";

/** The account's page before one follows it. */
export function Profile({
  name,
  onFollow,
  onScan,
  onBack,
}: {
  name: string;
  onFollow(): void;
  onScan(): void;
  onBack(): void;
}) {
  return (
    <>
      <header className="bar white">
        <button type="button" className="bar-back" aria-label="返回微信" onClick={onBack}>
          <BackIcon />
        </button>
      </header>
      <div className="profile">
        <div className="profile-head">
          <AccountFace />
          <div>
            <h2>{name}</h2>
            <p>服务号</p>
          </div>
        </div>
        <p className="profile-words">查社保、办续保、问政策、找人工，不用跑大厅。</p>
        <dl>
          <div>
            <dt>认证主体</dt>
            <dd>武汉市社会保险经办机构（演示）</dd>
          </div>
          <div>
            <dt>服务</dt>
            <dd>办事、查询、咨询</dd>
          </div>
        </dl>
        <button type="button" className="follow" data-test="follow" onClick={onFollow}>
          关注公众号
        </button>
        <button type="button" className="scan-instead" onClick={onScan}>
          扫二维码关注
        </button>
        <p className="small">关注后能收到办件通知，随时可以取消。</p>
      </div>
    </>
  );
}
