import { Fragment } from "react";
import type { Article, ChatItem } from "../src/world/chats.ts";
import { MiniProgramIcon } from "./icons.tsx";
import { MINI_NAME } from "./mini-name.ts";
import type { Touch } from "./words.tsx";

type Of<K extends ChatItem["kind"]> = Extract<ChatItem, { kind: K }>;

/** One article is a wide card with its picture above; of several the first leads and the others follow in rows. */
export function NewsCard({ item, touch }: { item: Of<"news">; touch: Touch }) {
  const [first, ...others] = item.articles;
  if (!first) return null;
  const open = (article: Article) => () => touch.openPage(article.url);
  return (
    <div className="card">
      <button type="button" className="card-lead" data-test="chat-link" onClick={open(first)}>
        {first.pictureUrl ? <img src={first.pictureUrl} alt="" /> : null}
        <b>{first.title}</b>
        {first.description && others.length === 0 ? <span>{first.description}</span> : null}
        {others.length === 0 ? <span className="card-foot">查看详情</span> : null}
      </button>
      {others.map((article) => (
        <button
          type="button"
          className="card-row"
          data-test="chat-link"
          key={`${article.url} ${article.title}`}
          onClick={open(article)}
        >
          <b>{article.title}</b>
          {article.pictureUrl ? <img src={article.pictureUrl} alt="" /> : null}
        </button>
      ))}
    </div>
  );
}

export function MiniProgramCard({ item, touch }: { item: Of<"mini-program">; touch: Touch }) {
  return (
    <button type="button" className="card mini-card" data-test="chat-link" onClick={() => touch.openMini(item.path)}>
      <span className="mini-name">
        <MiniProgramIcon />
        {MINI_NAME}
      </span>
      <b>{item.title}</b>
      {item.pictureUrl ? (
        <img src={item.pictureUrl} alt="" />
      ) : (
        <span className="mini-cover" aria-hidden>
          <MiniProgramIcon />
        </span>
      )}
      <span className="card-foot">
        <MiniProgramIcon />
        小程序
      </span>
    </button>
  );
}

/** A place: its name, and a map that shows no streets because this phone asks nobody on the internet. */
export function PlaceCard({ item }: { item: Of<"location"> }) {
  return (
    <div className="card place-card">
      <b>{item.label}</b>
      <span className="map" aria-hidden>
        <i />
      </span>
      <span className="card-foot">
        北纬 {item.latitude.toFixed(4)}，东经 {item.longitude.toFixed(4)}
      </span>
    </div>
  );
}

/** A message after one of WeChat's templates: labels and values, and where it leads. */
export function TemplateCard({ item, touch }: { item: Of<"template">; touch: Touch }) {
  const { path, url } = item;
  const go =
    path !== undefined ? () => touch.openMini(path) : url !== undefined ? () => touch.openPage(url) : undefined;
  return (
    <div className="card template-card">
      <h3>{item.title}</h3>
      <dl>
        {item.rows.map(({ label, value }) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      {go ? (
        <button type="button" className="card-foot" data-test="chat-link" onClick={go}>
          {path !== undefined ? <MiniProgramIcon /> : null}
          {path !== undefined ? "进入小程序查看" : "查看详情"}
        </button>
      ) : null}
    </div>
  );
}

export function MusicCard({ item, touch }: { item: Of<"music">; touch: Touch }) {
  return (
    <button type="button" className="card music-card" data-test="chat-link" onClick={() => touch.openPage(item.url)}>
      <b>{item.title}</b>
      <span className="card-foot">{item.description || "音乐"}</span>
    </button>
  );
}
