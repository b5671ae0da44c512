import { wantedMenus } from "../../menus/index.ts";
import { bad, good, mind, type Check } from "../check.ts";
import { wechatLate, wechatTrouble } from "../trouble.ts";

export const menu: Check = {
  id: "menu",
  name: "菜单",
  needs: ["token", "migrations"],
  settings: [],
  late: wechatLate,
  async run(world) {
    const wanted = await wantedMenus(await world.database());
    if (!wanted) return mind("还没有发布过菜单", "启动服务（ROLE=all 或 worker），会自动发布默认菜单");
    const { main, shown, conditional } = await world.wechat.menu.compare(wanted);
    const again = "重启服务（ROLE=all 或 worker）会重新发布；也可以在工作台「菜单」里再发布一次";
    if (main === "none") return bad("微信上没有菜单", again);
    if (main === "differs")
      return bad(
        `微信上的菜单和工作台发布的不同，微信上是：${shown.join("、")}`,
        "有人在公众平台改过，或别的程序发布过；PUBLIC_URL、WECHAT_MINI_APP_ID 改了也会这样",
        again,
      );
    const { missing, differing, strange } = conditional;
    const seen = `微信上的默认菜单和工作台一致（${shown.join("、")}），按标签的 ${wanted.conditional.length} 个`;
    if (missing + differing + strange === 0) return good(seen);
    return mind(`${seen}；其中微信缺 ${missing} 个、不同 ${differing} 个，另有不认识的 ${strange} 个`, again);
  },
  trouble: (error) => wechatTrouble(error),
};
