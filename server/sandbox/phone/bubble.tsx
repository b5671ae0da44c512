import type { ChatItem } from "../src/world/chats.ts";
import { MiniProgramCard, MusicCard, NewsCard, PlaceCard, TemplateCard } from "./cards.tsx";
import { AccountFace, PersonFace } from "./face.tsx";
import { Words, type Touch } from "./words.tsx";

interface BubbleProps {
  item: ChatItem;
  me: { id: string; name: string };
  touch: Touch;
  /** Called when a picture has come and the line is taller than before. */
  onGrown: (() => void) | undefined;
}

function Content({ item, touch, onGrown }: Omit<BubbleProps, "me">) {
  switch (item.kind) {
    case "text":
      // Only the account's words carry links: what oneself wrote is shown as written.
      return (
        <div className="bubble">{item.from === "account" ? <Words text={item.text} touch={touch} /> : item.text}</div>
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
      return (
        <button type="button" className="picture" aria-label="看大图" onClick={() => touch.lookAt(item.url)}>
          <img src={item.url} alt="图片" onLoad={onGrown} />
        </button>
      );
    case "news":
      return <NewsCard item={item} touch={touch} />;
    case "mini-program":
      return <MiniProgramCard item={item} touch={touch} />;
    case "template":
      return <TemplateCard item={item} touch={touch} />;
    case "location":
      return <PlaceCard item={item} />;
    case "voice":
      return <audio className="voice" controls src={item.url} />;
    case "video":
      return (
        <figure className="video">
          <video controls src={item.url} onLoadedData={onGrown} />
          {item.title ? <figcaption>{item.title}</figcaption> : null}
        </figure>
      );
    case "music":
      return <MusicCard item={item} touch={touch} />;
    case "notice":
      return <>{item.text}</>;
  }
}

/** One line of the chat: the account on the left, oneself on the right, WeChat's own words in the middle. */
export function Bubble({ item, me, touch, onGrown }: BubbleProps) {
  const content = <Content item={item} touch={touch} onGrown={onGrown} />;
  if (item.from === "wechat")
    return (
      <li className="notice" data-test="message" data-from="wechat">
        <span>{content}</span>
      </li>
    );
  return (
    <li className={`line ${item.from}`} data-test="message" data-from={item.from}>
      {item.from === "me" ? <PersonFace id={me.id} name={me.name} /> : <AccountFace />}
      {content}
    </li>
  );
}
