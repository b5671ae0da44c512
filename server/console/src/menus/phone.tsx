import { menuPages, widthOf, type MenuChoices, type MenuDraft, type MenuItem } from "@wsi/shared/contract";
import { photoSourceName } from "./fields.tsx";
import { sameSpot, type Spot, itemAt } from "./tree.ts";

/** As WeChat cuts it: so many Chinese characters, then an ellipsis. */
export function shownName(name: string, width: number): string {
  if (widthOf(name) <= width) return name;
  let shown = "";
  for (const one of name) {
    if (widthOf(shown + one) > width) break;
    shown += one;
  }
  return `${shown}…`;
}

/** What the follower sees after the tap. */
function Outcome({ item, choices }: { item: MenuItem; choices: MenuChoices | null }) {
  const title = (id: string) => choices?.entries.find((one) => one.id === id)?.question ?? id;
  if (item.kind === "group") return null;
  if (item.kind === "open") {
    const page = menuPages.find((one) => one.path === item.page.split("?")[0]);
    return <p className="phone-away">打开小程序：{page?.name ?? "（还没选页面）"}</p>;
  }
  if (item.kind === "url") return <p className="phone-away">打开网页：{item.url || "（还没填网址）"}</p>;
  if (item.kind === "place") return <p className="phone-away">打开地图，让对方选一个位置发过来</p>;
  if (item.kind === "scan")
    return (
      <p className="phone-away">
        打开扫一扫；{item.answered ? "扫到的由机器人回答" : "扫到网页就打开，机器人再说一句"}
      </p>
    );
  if (item.kind === "photo")
    return <p className="phone-away">{photoSourceName[item.from]}，照片发过来，机器人问要不要转人工</p>;
  const { answer } = item;
  if (answer === null) return <p className="phone-said">由机器人处理「{item.name}」</p>;
  if ("say" in answer) return <p className="phone-said">{answer.say || "（还没写）"}</p>;
  if ("dialogue" in answer) return <p className="phone-said">开始菜单问答</p>;
  if (answer.entries.length === 1) return <p className="phone-said">回答「{title(answer.entries[0] ?? "")}」</p>;
  return (
    <div className="phone-said">
      {answer.entries.length === 0 ? "（还没选条目）" : `关于「${item.name}」，大家常问：`}
      <ol>
        {answer.entries.map((id) => (
          <li key={id}>{title(id)}</li>
        ))}
      </ol>
    </div>
  );
}

/** The bottom of the chat as WeChat shows it, with the sub-menu of the chosen button open. */
export function Phone({
  menu,
  spot,
  choose,
  choices,
}: {
  menu: MenuDraft;
  spot: Spot | null;
  choose(spot: Spot): void;
  choices: MenuChoices | null;
}) {
  const item = spot ? itemAt(menu, spot) : undefined;
  const open = spot ? menu[spot[0]] : undefined;
  return (
    <figure className="phone" aria-label="手机上的样子" data-test="menu-phone">
      <div className="phone-top">武汉社保</div>
      <div className="phone-chat">
        {item && <Outcome item={item} choices={choices} />}
        {!item && <p className="phone-hint">点下面的按钮，看看对方会看到什么</p>}
      </div>
      <div className="phone-bar">
        <span className="phone-keys" aria-hidden>
          <i />
          <i />
          <i />
        </span>
        {menu.map((one, index) => (
          <div key={index} className="phone-slot">
            {open === one && one.kind === "group" && one.buttons.length > 0 && (
              <div className="phone-sub">
                {one.buttons.map((button, inner) => (
                  <button
                    key={inner}
                    type="button"
                    className={sameSpot(spot, [index, inner]) ? "on" : ""}
                    onClick={() => choose([index, inner])}
                  >
                    {shownName(button.name, 8) || "　"}
                  </button>
                ))}
              </div>
            )}
            <button
              type="button"
              className={spot?.[0] === index ? "phone-main on" : "phone-main"}
              onClick={() => choose([index])}
            >
              {one.kind === "group" && <span className="phone-lines" aria-hidden />}
              {shownName(one.name, 4) || "　"}
            </button>
          </div>
        ))}
        {menu.length === 0 && <span className="phone-hint">没有菜单</span>}
      </div>
    </figure>
  );
}
