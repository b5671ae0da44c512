import { demoPassword, demoStaff, openTo, secondSupervisor } from "../../staff/index.ts";
import { bad, good, type Check } from "../check.ts";
import { databaseLate, databaseTrouble } from "../trouble.ts";

export const accounts: Check = {
  id: "accounts",
  name: "演示账号",
  needs: ["migrations"],
  settings: [],
  late: databaseLate,
  async run(world) {
    const names = [...demoStaff, secondSupervisor].map((one) => one.account);
    const open = await openTo(await world.database(), names, demoPassword);
    if (open.length === 0) return good("没有账号还在用演示密码");
    const seen = `${open.length} 个账号还能用演示密码登录：${open.join("、")}`;
    if (world.env.NODE_ENV !== "production") return good(`${seen}（演示环境）`);
    return bad(seen, "谁都能在说明文件里读到这个密码：在工作台「人员」里停用这些账号，或重置密码");
  },
  trouble: databaseTrouble,
};
