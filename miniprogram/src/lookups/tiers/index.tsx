import { View } from "@tarojs/components";
import { useCallback } from "react";
import { api } from "../../api.ts";
import { Card, Cell, Empty, Figure, go, monthText, Note, TextButton, yuan } from "../../ui/index.ts";
import { Lookup, PersonOnly } from "../frame.tsx";

/** 缴费档次历史 of flexible employment. */
export default function TiersPage() {
  return <PersonOnly title="缴费档次">{(word) => <TiersOf word={word} />}</PersonOnly>;
}

function TiersOf({ word }: { word: string }) {
  const load = useCallback(() => api.tiers({ for: word }), [word]);
  return (
    <Lookup title="缴费档次" lead="缴费档次" text="灵活就业的养老保险，自己选档次" load={load}>
      {({ spells }) =>
        spells.length === 0 ? (
          <Empty title="没有选过档次" text="只有自己缴费的（灵活就业）才选档次。单位参保的，按工资缴，不用选。" />
        ) : (
          <>
            <Card title="选过的档次">
              {spells.map((one, at) => (
                <Cell
                  key={`${one.from}${at}`}
                  test="tier"
                  label={`${one.tier}% 档`}
                  text={
                    <>
                      <View>
                        {monthText(one.from)}起{one.to ? `，到${monthText(one.to)}` : "，现在还是这一档"}
                      </View>
                      <View>开始那个月每月 {yuan(one.monthly)} 元</View>
                    </>
                  }
                  value={at === 0 && !one.to ? <Figure>现在</Figure> : null}
                />
              ))}
              <Note>每年 7 月是新的缴费年度，标准会变，档次可以换。档次越高，以后的养老金越多。</Note>
            </Card>
            <TextButton id="find-tier" onClick={() => go("pages/find/index")}>
              想换档次？找事项
            </TextButton>
          </>
        )
      }
    </Lookup>
  );
}
