import type { ChatItem } from "../src/world/chats.ts";
import { Words, type Touch } from "./words.tsx";

function Content({ item, touch }: { item: ChatItem; touch: Touch }) {
  switch (item.kind) {
    case "text":
      return (
        <div className="bubble">
          <Words text={item.text} touch={touch} />
        </div>
      );
    case "menu":
      return (
        <div className="bubble">
          <Words text={item.head} touch={touch} />
          {item.choices.map((choice) => (
            <button
              type="button"
              className="link choice"
              data-test="chat-link"
              key={choice.id}
              onClick={() => touch.say({ id: choice.id, text: choice.text })}
            >
              {choice.text}
            </button>
          ))}
          {item.tail ? <Words text={item.tail} touch={touch} /> : null}
        </div>
      );
    case "image":
      return <img className="picture" src={item.url} alt="图片" />;
    case "news": {
      const [article] = item.articles;
      if (!article) return null;
      return (
        <button type="button" className="card" data-test="chat-link" onClick={() => touch.openPage(article.url)}>
          <b>{article.title}</b>
          <span className="card-line">
            <span>{article.description}</span>
            {article.pictureUrl ? <img src={article.pictureUrl} alt="" /> : null}
          </span>
        </button>
      );
    }
    case "mini-program":
      return (
        <button type="button" className="card" data-test="chat-link" onClick={() => touch.openMini(item.path)}>
          <b>{item.title}</b>
          <span className="card-foot">小程序</span>
        </button>
      );
    case "location":
      return <div className="bubble">📍 {item.label}</div>;
    case "voice":
      return <audio controls src={item.url} />;
    case "video":
      return <video className="picture" controls src={item.url} />;
    case "music":
      return (
        <button type="button" className="card" onClick={() => touch.openPage(item.url)}>
          <b>{item.title}</b>
          <span className="card-foot">{item.description}</span>
        </button>
      );
    case "notice":
      return <>{item.text}</>;
  }
}

/** One line of the chat: the account on the left, oneself on the right, WeChat's own words in the middle. */
export function Bubble({ item, me, touch }: { item: ChatItem; me: string; touch: Touch }) {
  if (item.from === "wechat")
    return (
      <li className="notice" data-test="message" data-from="wechat">
        <Content item={item} touch={touch} />
      </li>
    );
  return (
    <li className={`line ${item.from}`} data-test="message" data-from={item.from}>
      <span className={`face ${item.from}`} aria-hidden>
        {item.from === "me" ? Array.from(me)[0] : "社保"}
      </span>
      <Content item={item} touch={touch} />
    </li>
  );
}
