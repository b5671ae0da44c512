import { useState } from "react";
import { api } from "../../api.ts";
import { askPerson } from "../../ask-person.ts";
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
  TextInput,
  useLoaded,
} from "../../ui/index.ts";
import { search } from "./search.ts";

const load = () => api.items({});

export default function FindPage() {
  const { value, error, reload } = useLoaded(load);
  const [wish, setWish] = useState("");
  const found = search(value ?? [], wish);
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
      {!value && error ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Loading /> : null}
      {value && found.length > 0 ? (
        <Card>
          {found.map((item) => (
            <Cell
              key={item.code}
              id={`item-${item.code}`}
              label={item.name}
              text={item.summary}
              value={<Handling handling={item.handling} />}
              onClick={() => go(`apply/guide/index?code=${item.code}`)}
            />
          ))}
        </Card>
      ) : null}
      {value && found.length === 0 ? (
        <Empty title="没有找到？去问客服" text="换个说法再试试，或者直接告诉客服您想办什么。">
          <Button id="ask-person" onClick={askPerson}>
            找人工客服
          </Button>
        </Empty>
      ) : null}
    </Page>
  );
}
