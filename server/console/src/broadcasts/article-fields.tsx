import { broadcastLimits, broadcastPictures, type BroadcastArticle } from "@wsi/shared/contract";
import { App, Button, Input } from "antd";
import { useRef, useState } from "react";
import { Labelled } from "../labelled.tsx";
import { uploadPicture } from "./pictures.ts";
import { blocksOf, printBlocks } from "./prose.ts";

interface Props {
  number: number;
  article: BroadcastArticle;
  change(article: BroadcastArticle): void;
  drop: (() => void) | undefined;
}

/** One article. Its body is typed as lines; what the marks mean stands below the field. */
export function ArticleFields({ number, article, change, drop }: Props) {
  const { message } = App.useApp();
  const [body, setBody] = useState(() => printBlocks(article.blocks));
  const [busy, setBusy] = useState(false);
  const pick = useRef<HTMLInputElement>(null);
  const wanted = useRef<"cover" | "body">("cover");
  const type = (text: string) => {
    setBody(text);
    change({ ...article, blocks: blocksOf(text) });
  };
  const take = async (file: File) => {
    setBusy(true);
    const told = await uploadPicture(file);
    setBusy(false);
    if (typeof told === "string") return void message.error(told);
    if (wanted.current === "cover") change({ ...article, cover: told.id });
    else type(`${body.trimEnd()}\n\n[图片 ${told.id} 图片说明]\n\n`);
  };
  const choose = (what: "cover" | "body") => {
    wanted.current = what;
    pick.current?.click();
  };
  return (
    <fieldset className="bc-article">
      <legend>第 {number} 篇</legend>
      <input
        ref={pick}
        type="file"
        accept="image/png,image/jpeg"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) void take(file);
        }}
      />
      <div className="kb-form-row">
        <Labelled label="标题">
          <Input
            value={article.title}
            maxLength={broadcastLimits.articleTitle}
            showCount
            onChange={(event) => change({ ...article, title: event.target.value })}
          />
        </Labelled>
        <Labelled label="作者">
          <Input
            value={article.author}
            maxLength={broadcastLimits.author}
            onChange={(event) => change({ ...article, author: event.target.value })}
          />
        </Labelled>
      </div>
      <Labelled label="摘要" hint="空着就用正文前 54 个字">
        <Input
          value={article.digest}
          maxLength={broadcastLimits.digest}
          showCount
          onChange={(event) => change({ ...article, digest: event.target.value })}
        />
      </Labelled>
      <div className="bc-cover">
        {article.cover ? (
          <img src={broadcastPictures.picture.replace(":id", article.cover)} alt="封面" />
        ) : (
          <span>还没有封面，提交前要加</span>
        )}
        <Button size="small" loading={busy} onClick={() => choose("cover")}>
          {article.cover ? "换封面" : "加封面"}
        </Button>
      </div>
      <Labelled label="正文">
        <Input.TextArea
          autoSize={{ minRows: 8, maxRows: 30 }}
          value={body}
          onChange={(event) => type(event.target.value)}
          data-test="bc-body"
        />
      </Labelled>
      <p className="bc-marks">
        空一行分段。行首「# 」是小标题，「- 」「1. 」是列表，「&gt;
        」是引用；**粗体**；[文字](https://链接)；单独一行「[小程序 pages/find/index 去办理]」是卡片。
        <Button size="small" type="link" loading={busy} onClick={() => choose("body")}>
          插图片
        </Button>
        {drop && (
          <Button size="small" type="link" danger onClick={drop}>
            去掉这一篇
          </Button>
        )}
      </p>
    </fieldset>
  );
}
