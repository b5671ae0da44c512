/** What a room shows when it has nothing, is waiting, or could not. Each says what to do. */
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";

export function Blank({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="blank">
      <p className="blank-title">{title}</p>
      {text && <p className="blank-text">{text}</p>}
      {children}
    </div>
  );
}

export function Failed({ message, retry }: { message: string; retry: () => void }) {
  return (
    <div className="blank" role="alert">
      <p className="blank-title">没有加载成功</p>
      <p className="blank-text">{message}</p>
      <Button onClick={retry}>重试</Button>
    </div>
  );
}

export function Loading({ rows = 6 }: { rows?: number }) {
  return (
    <div className="loading" role="status" aria-label="正在加载">
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

export function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span className="keys">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
