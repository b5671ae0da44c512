import { PortFault } from "../../ports/fault.ts";
import { bad, good, mind, type Check } from "../check.ts";
import { addressOf } from "./address.ts";

const away = bad(
  "Redis 没有及时答复",
  "检查 Redis 是否在运行、REDIS_URL 的主机和端口、防火墙；不用 Redis 就删掉 REDIS_URL",
);

export const redis: Check = {
  id: "redis",
  name: "Redis",
  needs: [],
  settings: ["REDIS_URL"],
  late: away,
  async run(world) {
    const { REDIS_URL: url } = world.env;
    if (url === undefined) return good("没有设置 REDIS_URL，由 PostgreSQL 代替，一台机器够用");
    const { version, role, policy, maxMemory, usedMemory } = await world.redis();
    const limit = maxMemory === 0 ? "内存不设上限" : `内存 ${usedMemory} / ${maxMemory} 字节`;
    const seen = `Redis ${version}，${addressOf(url)}，${limit}，淘汰策略 ${policy}`;
    if (role !== "master") return bad(`${seen}，只读的副本`, "把 REDIS_URL 指向主节点");
    if (policy === "noeviction") return good(seen);
    return mind(
      seen,
      "设成 noeviction，免得登录状态、锁和计数被悄悄丢掉：redis-cli config set maxmemory-policy noeviction，并写进 redis.conf",
    );
  },
  trouble: (error) =>
    error instanceof PortFault
      ? bad(error.because, "Redis 不通时登录和接口都会停；不用 Redis 就删掉 REDIS_URL，由 PostgreSQL 代替")
      : undefined,
};
