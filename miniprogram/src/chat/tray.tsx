import type { CaseCard, ItemCard } from "@wsi/shared/contract";
import { stateName } from "@wsi/shared/case";
import { useState } from "react";
import { api } from "../api.ts";
import { aboutCase, aboutItem, caseText, type AskedAbout } from "../asked-about.ts";
import { search } from "../pages/find/search.ts";
import type { PickFrom } from "../platform/upload";
import { Button, Cell, Failure, go, Loading, Note, Sheet, TextInput, useAnswer } from "../ui/index.ts";

interface Choosing<T> {
  onChoose(one: T): void;
}

const loadCases = () => api.cases({});

function MyCases({ onChoose }: Choosing<CaseCard>) {
  const { answer, retry } = useAnswer(loadCases);
  if (!answer) return <Loading />;
  if (!answer.ok && answer.error.code === "not-bound")
    return (
      <>
        <Note>绑定社保账户以后，才能选您的办件。现在可以直接写，或者发照片。</Note>
        <Button look="light" id="tray-bind" onClick={() => go("me/bind/index")}>
          绑定社保账户
        </Button>
      </>
    );
  if (!answer.ok) return <Failure error={answer.error} onRetry={retry} />;
  if (answer.value.length === 0) return <Note>还没有办过事。要问怎么办，请选「事项」，或者直接写。</Note>;
  return (
    <>
      {answer.value.map((one) => (
        <Cell
          key={one.id}
          test="tray-case"
          label={one.item.name}
          text={`${stateName[one.state]}，${caseText(one.number)}`}
          onClick={() => onChoose(one)}
        />
      ))}
    </>
  );
}

const loadItems = () => api.items({});

function Items({ onChoose }: Choosing<ItemCard>) {
  const { answer, retry } = useAnswer(loadItems);
  const [wish, setWish] = useState("");
  if (!answer) return <Loading />;
  if (!answer.ok) return <Failure error={answer.error} onRetry={retry} />;
  const found = search(answer.value, wish);
  return (
    <>
      <TextInput id="tray-wish" label="想问的事" value={wish} placeholder="输入想问的事" max={40} onChange={setWish} />
      {found.map((one) => (
        <Cell
          key={one.code}
          id={`tray-item-${one.code}`}
          label={one.name}
          text={one.summary}
          onClick={() => onChoose(one)}
        />
      ))}
      {found.length === 0 ? <Note>没有找到。直接写给客服就行。</Note> : null}
    </>
  );
}

/** Behind ＋: what can be given besides words. */
export function Tray({
  onPick,
  onPut,
  onClose,
}: {
  onPick(from: PickFrom): void;
  onPut(thing: AskedAbout): void;
  onClose(): void;
}) {
  const [at, setAt] = useState<"all" | "cases" | "items">("all");
  if (at === "cases")
    return (
      <Sheet title="问哪个办件？" close="不选了" onClose={onClose}>
        <MyCases onChoose={(one) => onPut(aboutCase(one))} />
      </Sheet>
    );
  if (at === "items")
    return (
      <Sheet title="问哪个事项？" close="不选了" onClose={onClose}>
        <Items onChoose={(one) => onPut(aboutItem(one))} />
      </Sheet>
    );
  return (
    <Sheet title="发给客服" close="不发了" onClose={onClose}>
      <Cell id="tray-album" label="从相册选照片" onClick={() => onPick("album")} />
      <Cell id="tray-camera" label="拍照" onClick={() => onPick("camera")} />
      <Cell id="tray-file" label="选 PDF 文件" onClick={() => onPick("file")} />
      <Cell id="tray-cases" label="问我的办件" onClick={() => setAt("cases")} />
      <Cell id="tray-items" label="问一个事项" onClick={() => setAt("items")} />
    </Sheet>
  );
}
