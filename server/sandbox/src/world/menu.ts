/** A button of the account's menu, in WeChat's own words, already checked. */
export interface MenuButton {
  name: string;
  type?: string;
  key?: string;
  url?: string;
  appid?: string;
  pagepath?: string;
  media_id?: string;
  article_id?: string;
  sub_button?: MenuButton[];
}

export interface AccountMenu {
  buttons(): readonly MenuButton[];
  /** The number WeChat gives to each version of the menu; it comes back with VIEW events. */
  id(): string;
  replace(buttons: MenuButton[]): void;
  /** Menus for followers who carry a tag. */
  add(tagId: number, buttons: MenuButton[]): string;
  /** False when there is none of that number. */
  drop(menuId: string): boolean;
  /** The menu of a follower with these tags: the newest that fits, else the default one. */
  for(tags: readonly number[]): readonly MenuButton[];
  conditional(): readonly ConditionalMenu[];
  toJSON(): SavedMenu;
}

export interface ConditionalMenu {
  id: string;
  tagId: number;
  buttons: MenuButton[];
}
export interface SavedMenu {
  version: number;
  buttons: MenuButton[];
  conditional?: ConditionalMenu[];
}

export function createMenu(saved?: SavedMenu): AccountMenu {
  let version = saved?.version ?? 0;
  let current = saved?.buttons ?? [];
  let others = saved?.conditional ?? [];
  return {
    buttons: () => current,
    id: () => String(420_000_000 + version),
    replace(buttons) {
      current = buttons;
      version += 1;
    },
    add(tagId, buttons) {
      version += 1;
      const id = String(420_000_000 + version);
      others = [{ id, tagId, buttons }, ...others];
      return id;
    },
    drop(menuId) {
      const left = others.filter((one) => one.id !== menuId);
      const dropped = left.length < others.length;
      others = left;
      return dropped;
    },
    for: (tags) => others.find((one) => tags.includes(one.tagId))?.buttons ?? current,
    conditional: () => others,
    toJSON: () => ({ version, buttons: current, conditional: others }),
  };
}
