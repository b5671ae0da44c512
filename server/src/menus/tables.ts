import type { MenuDraft, MenuState, MenuVersionView } from "@wsi/shared/contract";
import type { ColumnType, Generated } from "kysely";

export interface MenuTables {
  menus: {
    id: string;
    tag_id: number | null;
    created_at: Date;
    created_by: string;
    published: number | null;
    wechat_id: string | null;
  };
  menu_versions: {
    menu_id: string;
    version: number;
    state: MenuState;
    origin: MenuVersionView["origin"];
    restored_from: number | null;
    buttons: ColumnType<MenuDraft, string, string>;
    note: string;
    revision: Generated<number>;
    targets: string[];
    authors: string[];
    at: Date;
    decided_by: string | null;
    decided_at: Date | null;
    decided_note: string | null;
    delivery: "waiting" | "sent" | "failed" | null;
    delivered_at: Date | null;
    delivery_advice: string | null;
  };
  menu_clicks: { day: string; menu_id: string; version: number; target: string; count: number };
}
