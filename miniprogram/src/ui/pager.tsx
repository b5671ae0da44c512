import { View } from "@tarojs/components";
import { Button, Buttons } from "./button.tsx";
import { toTop } from "./go.ts";

interface PagerProps {
  page: number;
  matching: number;
  size: number;
  /** What is counted, such as 个月 or 人. */
  unit: string;
  onPage(page: number): void;
}

/** A long list in pages: both ways, and where one is. Nothing when one page holds it all. */
export function Pager({ page, matching, size, unit, onPage }: PagerProps) {
  const pages = Math.ceil(matching / size);
  if (pages <= 1) return null;
  const turn = (to: number) => {
    onPage(to);
    toTop();
  };
  return (
    <View id="pager">
      <View className="source">
        第 {page} 页，共 {pages} 页（{matching} {unit}）
      </View>
      <Buttons>
        <Button look="light" id="page-before" disabled={page <= 1} onClick={() => turn(page - 1)}>
          上一页
        </Button>
        <Button look="light" id="page-after" disabled={page >= pages} onClick={() => turn(page + 1)}>
          下一页
        </Button>
      </Buttons>
    </View>
  );
}
