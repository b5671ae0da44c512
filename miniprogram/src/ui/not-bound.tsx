import { Button } from "./button.tsx";
import { Empty } from "./feedback.tsx";
import { go } from "./go.ts";

/** For pages that only show something to a bound person. */
export function NotBound() {
  return (
    <Empty title="请先绑定社保账户" text="绑定后才能看到您本人的信息。只要身份证号和一张密码条。">
      <Button id="bind-start" onClick={() => go("me/bind/index")}>
        绑定社保账户
      </Button>
    </Empty>
  );
}
