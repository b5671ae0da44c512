import type { PhoneState } from "../src/control/contract.ts";
import { PersonFace } from "./face.tsx";

export interface PeopleProps {
  people: PhoneState["followers"];
  shown: readonly string[];
  /** Whether a second phone fits the window. */
  besides: boolean;
  onShow(id: string): void;
  onBeside(id: string): void;
  onPutAway(id: string): void;
  onNew(): void;
}

/** The people whose phones these are: whose to look at, whose to put beside, and one more. */
export function People({ people, shown, besides, onShow, onBeside, onPutAway, onNew }: PeopleProps) {
  return (
    <nav className="people" aria-label="手机的主人">
      {people.map(({ id, name, following }) => {
        const on = shown.includes(id);
        return (
          <div className={on ? "person on" : "person"} key={id}>
            <button type="button" data-test={`follower-${id}`} aria-pressed={on} onClick={() => onShow(id)}>
              <PersonFace id={id} name={name} />
              <b>{name}</b>
              <small>{following ? "已关注" : "没关注"}</small>
            </button>
            {besides && !on ? (
              <button
                type="button"
                className="beside"
                aria-label={`把${name}的手机并排放`}
                onClick={() => onBeside(id)}
              >
                并排
              </button>
            ) : null}
            {on && shown.length > 1 ? (
              <button type="button" className="beside" aria-label={`收起${name}的手机`} onClick={() => onPutAway(id)}>
                收起
              </button>
            ) : null}
          </div>
        );
      })}
      <div className="person add">
        <button type="button" data-test="new-follower" onClick={onNew}>
          <span className="face" aria-hidden>
            ＋
          </span>
          <b>新来一个人</b>
        </button>
      </div>
    </nav>
  );
}

const names = ["秀英", "建国", "婷婷", "德明", "丽华", "志强", "玉兰", "小满", "大勇", "春梅"];

/** A name that nobody here has yet; after the last of ours they are numbered. */
export function newName(taken: readonly string[]): string {
  return names.find((name) => !taken.includes(name)) ?? `新来的人 ${taken.length + 1}`;
}
