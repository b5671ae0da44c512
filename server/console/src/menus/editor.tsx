import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, HolderOutlined, PlusOutlined } from "@ant-design/icons";
import {
  menuLimits,
  targetOf,
  type MenuAction,
  type MenuChoices,
  type MenuClicks,
  type MenuDraft,
  type MenuFlaw,
  type MenuItem,
} from "@wsi/shared/contract";
import { Button } from "antd";
import { useState } from "react";
import { Fields, kindName } from "./fields.tsx";
import { addInside, addTop, moveTo, pathOf, removeAt, sameSpot, setAt, type Spot } from "./tree.ts";

interface EditorProps {
  menu: MenuDraft;
  flaws: readonly MenuFlaw[];
  choices: MenuChoices | null;
  clicks: MenuClicks | null;
  spot: Spot | null;
  choose(spot: Spot | null): void;
  change(menu: MenuDraft): void;
  newKey(): string;
}

/** The tree of buttons. One is open at a time, with its fields below it; the others are lines. */
export function Editor(props: EditorProps) {
  const { menu, flaws, change, choose, newKey } = props;
  const fresh = (): MenuAction => ({ kind: "click", name: "", key: newKey(), answer: { entries: [] } });
  const add = () => {
    change(addTop(menu, { kind: "group", name: "", buttons: [] }));
    choose([menu.length]);
  };
  return (
    <div className="menu-tree" data-test="menu-tree">
      {flaws
        .filter((one) => one.path === "")
        .map((one) => (
          <p key={one.message} className="menu-flaw stop" role="alert">
            {one.message}
          </p>
        ))}
      <ul>
        {menu.map((one, index) => (
          <li key={index} className="menu-branch">
            <Row {...props} item={one} spot={[index]} siblings={menu.length} chosen={props.spot} />
            {one.kind === "group" && (
              <ul>
                {one.buttons.map((button, inner) => (
                  <li key={inner}>
                    <Row
                      {...props}
                      item={button}
                      spot={[index, inner]}
                      siblings={one.buttons.length}
                      chosen={props.spot}
                    />
                  </li>
                ))}
                {one.buttons.length < menuLimits.grouped && (
                  <li>
                    <Button
                      type="text"
                      size="small"
                      icon={<PlusOutlined />}
                      onClick={() => {
                        change(addInside(menu, index, fresh()));
                        choose([index, one.buttons.length]);
                      }}
                      data-test={`menu-add-${index}`}
                    >
                      加子按钮 · 还可 {menuLimits.grouped - one.buttons.length} 个
                    </Button>
                  </li>
                )}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {menu.length < menuLimits.buttons && (
        <Button block icon={<PlusOutlined />} onClick={add} data-test="menu-add">
          加主按钮 · 还可 {menuLimits.buttons - menu.length} 个
        </Button>
      )}
    </div>
  );
}

interface RowProps extends Omit<EditorProps, "spot"> {
  item: MenuItem;
  spot: Spot;
  siblings: number;
  chosen: Spot | null;
}
const carried = "application/x-menu-spot";

function Row({ menu, item, spot, siblings, chosen, flaws, choices, clicks, choose, change, newKey }: RowProps) {
  const [over, setOver] = useState(false);
  const open = sameSpot(spot, chosen);
  const prefix = pathOf(spot);
  const inside = spot[1] !== undefined;
  const index = spot[1] ?? spot[0];
  const mine = flaws
    .filter((one) => one.path.startsWith(prefix) && !one.path.slice(prefix.length).startsWith("buttons."))
    .map((one) => ({ ...one, path: one.path.slice(prefix.length) }));
  const stops = mine.filter((one) => one.weight === "stop").length;
  const target = targetOf(item);
  const taps = target === undefined ? null : (clicks?.targets[target] ?? 0);
  const most = Math.max(1, ...Object.values(clicks?.targets ?? {}));
  const at = (to: number): Spot => (spot[1] === undefined ? [to] : [spot[0], to]);
  const move = (to: number) => {
    if (to < 0 || to >= siblings) return;
    change(moveTo(menu, spot, to));
    choose(at(to));
  };
  return (
    <div
      className={`menu-row${open ? " open" : ""}${over ? " over" : ""}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(carried)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const from: unknown = JSON.parse(event.dataTransfer.getData(carried) || "null");
        if (!Array.isArray(from) || from.length !== spot.length || (inside && from[0] !== spot[0])) return;
        event.preventDefault();
        const source: Spot = inside ? [Number(from[0]), Number(from[1])] : [Number(from[0])];
        change(moveTo(menu, source, index));
        choose(at(index));
      }}
    >
      <div className="menu-line">
        <span
          className="menu-grip"
          draggable
          aria-hidden
          onDragStart={(event) => event.dataTransfer.setData(carried, JSON.stringify(spot))}
        >
          <HolderOutlined />
        </span>
        <button
          type="button"
          className="menu-title"
          aria-expanded={open}
          onClick={() => choose(open ? null : spot)}
          data-test={`menu-row-${spot.join("-")}`}
        >
          <span>{item.name || "（没有名字）"}</span>
          <small>{kindName[item.kind]}</small>
          {stops > 0 && <b className="menu-stops">{stops} 处要改</b>}
        </button>
        {taps !== null && clicks && (
          <span className="menu-taps" title={`最近 ${clicks.days} 天点了 ${taps} 次`}>
            <i style={{ width: `${Math.round((taps / most) * 48)}px` }} />
            {taps}
          </span>
        )}
        <Button
          type="text"
          size="small"
          icon={<ArrowUpOutlined />}
          aria-label="上移"
          disabled={index === 0}
          onClick={() => move(index - 1)}
          data-test="menu-up"
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowDownOutlined />}
          aria-label="下移"
          disabled={index === siblings - 1}
          onClick={() => move(index + 1)}
          data-test="menu-down"
        />
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={`删去「${item.name}」`}
          onClick={() => {
            change(removeAt(menu, spot));
            choose(null);
          }}
          data-test="menu-remove"
        />
      </div>
      {open && (
        <Fields
          item={item}
          inside={inside}
          flaws={mine}
          choices={choices}
          newKey={newKey}
          change={(next) => change(setAt(menu, spot, next))}
        />
      )}
    </div>
  );
}
