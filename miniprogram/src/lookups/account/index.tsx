import { View } from "@tarojs/components";
import { useCallback } from "react";
import { api } from "../../api.ts";
import { Amount, backwards, Bars, Card, Cell, Empty, Figure, Note, yuan } from "../../ui/index.ts";
import { Lookup, PersonOnly } from "../frame.tsx";
import { spanText } from "../words.ts";

/** 个人账户 of the pension. */
export default function AccountPage() {
  return <PersonOnly title="个人账户">{(word) => <AccountOf word={word} />}</PersonOnly>;
}

function AccountOf({ word }: { word: string }) {
  const load = useCallback(() => api.personalAccount({ for: word }), [word]);
  return (
    <Lookup title="个人账户" lead="养老保险个人账户" text="养老保险里记在本人名下的那一份" load={load}>
      {({ total, years }) =>
        years.length === 0 ? (
          <Empty title="还没有记入" text="养老保险缴费到账以后，这里就会有。刚缴的等几天再看。" />
        ) : (
          <>
            <Card title="一共记入" id="account-total">
              <Amount>{yuan(total)} 元</Amount>
              <Note>
                {spanText(years.reduce((sum, one) => sum + one.months, 0))}
                的缴费，按缴费基数的 8% 记入。不含利息：利息每年按国家公布的利率算，以公布为准。
              </Note>
              {years.length > 1 ? (
                <Bars
                  bars={backwards(years).map((one) => ({ label: `${one.year}年`, value: one.fen, missing: false }))}
                  caption="每根柱子是一年记入的钱"
                />
              ) : null}
            </Card>
            <Card title="每年记入">
              {years.map((one) => (
                <Cell
                  key={one.year}
                  test="account-year"
                  label={`${one.year}年`}
                  text={<View>缴了 {one.months} 个月</View>}
                  value={<Figure>{yuan(one.fen)} 元</Figure>}
                />
              ))}
            </Card>
          </>
        )
      }
    </Lookup>
  );
}
