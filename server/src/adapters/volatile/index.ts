/**
 * What may be lost, on Redis (a city: several machines) or on PostgreSQL alone (a small office: nothing else to run). The two
 * answer alike: contract.test.ts runs the same cases on both. `main.ts` picks: Redis when REDIS_URL is set.
 */
export { createPostgresVolatile } from "./postgres.ts";
export { createRedisVolatile } from "./redis.ts";
