import type { Preview } from "@wsi/shared/contract";
import { Amount, Banner, Card, Cell, Figure, Note, yuan } from "../ui/index.ts";

/** The money that will follow, line by line. */
export function FeeLines({ fee }: { fee: NonNullable<Preview["fee"]> }) {
  return (
    <Card title={fee.title ?? "要交多少钱"}>
      {fee.lines.length > 0 ? <Amount id="review-total">{yuan(fee.total)} 元</Amount> : null}
      {fee.lines.map((line, at) => (
        <Cell
          key={`${line.label}${at}`}
          label={line.label}
          text={line.why}
          value={<Figure>{yuan(line.fen)} 元</Figure>}
        />
      ))}
      {fee.estimate ? (
        <Banner tone="warn" title="这是估算">
          {fee.estimate}
        </Banner>
      ) : null}
      <Note>{fee.note}</Note>
    </Card>
  );
}
