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
  toJSON(): SavedMenu;
}

export interface SavedMenu {
  version: number;
  buttons: MenuButton[];
}

export function createMenu(saved?: SavedMenu): AccountMenu {
  let version = saved?.version ?? 0;
  let current = saved?.buttons ?? [];
  return {
    buttons: () => current,
    id: () => String(420_000_000 + version),
    replace(buttons) {
      current = buttons;
      version += 1;
    },
    toJSON: () => ({ version, buttons: current }),
  };
}
