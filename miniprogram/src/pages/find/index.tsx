import type { ItemCard } from "@wsi/shared/contract";
import { useState } from "react";
import { api } from "../../api.ts";
import { askPerson } from "../../ask-person.ts";
import { ForWhomBanner, useForWhom } from "../../for-whom.tsx";
import {
  Button,
  Card,
  Cell,
  Empty,
  Failure,
  go,
  Handling,
  Lead,
  Loading,
  Page,
  Tag,
  TextInput,
  useLoaded,
} from "../../ui/index.ts";
import { search } from "./search.ts";

const notFor = { self: "要由单位办", employer: "要由本人办", agent: "不能代办" } as const;
const load = () => api.items({});

export default function FindPage() {
  const { value, error, reload } = useLoaded(load);
  const [wish, setWish] = useState("");
  const chosen = useForWhom();
  const found = search(value ?? [], wish);
  // What cannot be done for the one chosen stays in the list, and says so: nobody has to guess where it went.
  const fits = (item: ItemCard) => item.capacities.includes(chosen.as);
  return (
    <Page title="找事项">
      <Lead title="您想办什么？" text="用平常的话说就行，比如「断缴怎么办」">
        <TextInput
          id="find-wish"
          label="想办的事"
          value={wish}
          placeholder="输入想办的事"
          max={40}
          onChange={setWish}
        />
      </Lead>
      <ForWhomBanner />
      {!value && error ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Loading /> : null}
      {value && found.length > 0 ? (
        <Card>
          {[...found.filter(fits), ...found.filter((item) => !fits(item))].map((item) => (
            <Cell
              key={item.code}
              id={`item-${item.code}`}
              label={item.name}
              text={item.summary}
              value={fits(item) ? <Handling handling={item.handling} /> : <Tag>{notFor[chosen.as]}</Tag>}
              onClick={() => go(`apply/guide/index?code=${item.code}`)}
            />
          ))}
        </Card>
      ) : null}
      {value && found.length === 0 ? (
        <Empty title="没有找到？去问客服" text="换个说法再试试，或者直接告诉客服您想办什么。">
          <Button id="ask-person" onClick={() => askPerson()}>
            找人工客服
          </Button>
        </Empty>
      ) : null}
    </Page>
  );
}
