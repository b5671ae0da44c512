/** Earlier talks of the same citizen: what it was about, who spoke with them, how it ended. */
import { desk } from "@wsi/shared/contract";
import { exactTime, timeWords } from "../../beijing.ts";
import { fragmentOf } from "../../place.ts";
import { Failed, Loading } from "../../states.tsx";
import { shown } from "../../shown.ts";
import { useAsked } from "../../use-asked.ts";
import { Part } from "./part.tsx";

export function Earlier({ id, now }: { id: string; now: Date }) {
  const { value, trouble, reload } = useAsked(desk.earlier, { id });
  if (trouble !== null) return <Failed message={trouble} retry={reload} />;
  if (value === null) return <Loading rows={4} />;
  return (
    <Part title={value.length > 0 ? `以前的会话 ${value.length}` : "以前的会话"} test="earlier">
      {value.length === 0 && <p className="part-none">这是第一次来人工咨询</p>}
      <ul className="earlier">
        {value.map((one) => (
          <li key={one.id}>
            <a href={fragmentOf("desk", one.id)}>
              <b>{shown(one.summary || one.about) || "没有小结"}</b>
              <span>
                <time title={exactTime(one.openedAt)}>{timeWords(one.openedAt, now)}</time>
                {one.agent && ` · ${one.agent}`}
                {one.channel === "mini" && " · 小程序"}
                {one.rating !== null && <em className={one.rating <= 2 ? "low" : ""}> · 评价 {one.rating} 级</em>}
              </span>
              {one.tags.length > 0 && <span>{one.tags.map(shown).join("、")}</span>}
            </a>
          </li>
        ))}
      </ul>
    </Part>
  );
}
