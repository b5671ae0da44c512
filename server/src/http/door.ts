import { randomUUID } from "node:crypto";
import type Router from "@koa/router";
import type { RouterContext } from "@koa/router";
import type { Method, OutputOf, ParsedInputOf, Route } from "@wsi/shared/contract";
import type { GenericSchema } from "valibot";
import * as v from "valibot";
import type { Actor, ActorFor, Who } from "../actor.ts";
import { record, type Subject } from "../audit/index.ts";
import type { Db, Tx } from "../db.ts";
import type { Clock } from "../ports/clock.ts";
import type { Volatile } from "../ports/volatile.ts";
import { isRefusal, refuse, Refusal } from "../refusal.ts";
import { isKept, readJson } from "./body.ts";
import { withinLimit, type Limit } from "./limit.ts";

/** What a handler may use. `tx` is the one transaction of the request; the audit row is written in it when the handler is done. */
export interface Asked<I, A> {
  input: I;
  actor: A;
  tx: Tx;
  now: Date;
  /** Names what the request was about, for the audit row. */
  about(kind: string, id: string): void;
  /** Facts for the audit row. Never personal data. */
  detail(facts: Record<string, string | number | boolean>): void;
}

/**
 * Every route says who may call it and what its audit row is called. Only reads open to anyone go without a row: there is
 * nobody to name and nothing personal to see.
 */
export type Policy<W extends Who> = W extends "anyone"
  ? { who: W; audit?: string; limit?: Limit }
  : { who: W; audit: string; limit?: Limit };

export interface DoorParts {
  db: Db;
  clock: Clock;
  volatile: Volatile;
  /** Reads who is asking from the request; null when nobody is signed in. */
  identify(ctx: RouterContext, tx: Tx): Promise<Actor | null>;
  /** The secret of the session a request claims to be of; undefined when it shows none. */
  sessionOf(ctx: RouterContext): string | undefined;
  /** The router's own kind of actor, so that a citizen's token never opens a staff route. */
  kind: Actor["kind"];
}

export interface Served {
  method: string;
  path: string;
  who: Who;
}

/** Thrown only to roll back; caught by `inDoor`. */
class RolledBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super("refused");
    this.refusal = refusal;
  }
}

/** Makes the two words in which all HTTP routes are written. `served` lists them, for the test of every route with every role. */
export function createDoor(router: Router, parts: DoorParts) {
  const served: Served[] = [];

  /** A route open to anyone counts by address: nothing that a caller may choose counts there. An office behind one address shares no other. */
  const callerOf = (ctx: RouterContext, who: Who): string => {
    const session = who === "anyone" ? undefined : parts.sessionOf(ctx);
    return session === undefined ? `address ${ctx.ip}` : `session ${session}`;
  };

  async function inDoor<W extends Who, T>(
    ctx: RouterContext,
    policy: Policy<W>,
    run: (asked: Asked<undefined, ActorFor<W>>) => Promise<T | Refusal>,
  ): Promise<T | Refusal> {
    const now = parts.clock.now();
    try {
      return await parts.db.transaction().execute(async (tx) => {
        const actor = policy.who === "anyone" ? null : await parts.identify(ctx, tx);
        const barred = admit(policy.who, actor, parts.kind);
        if (barred) throw new RolledBack(barred);
        let subject: Subject | undefined;
        let detail: Record<string, string | number | boolean> | undefined;
        const answer = await run({
          input: undefined,
          actor: actor as ActorFor<W>,
          tx,
          now,
          about: (kind, id) => (subject = { kind, id }),
          detail: (facts) => (detail = { ...detail, ...facts }),
        });
        if (isRefusal(answer)) throw new RolledBack(answer);
        if (policy.audit !== undefined)
          await record(tx, {
            at: now,
            actor: nameOf(actor),
            action: policy.audit,
            requestId: requestId(ctx),
            ...(subject ? { subject } : {}),
            ...(detail ? { detail } : {}),
          });
        return answer;
      });
    } catch (error) {
      if (error instanceof RolledBack) return error.refusal;
      throw error;
    }
  }

  /** Before a body is read: a stranger's ten megabytes are not worth the memory. */
  async function knock<W extends Who>(ctx: RouterContext, policy: Policy<W>): Promise<Refusal | undefined> {
    if (policy.who === "anyone") return undefined;
    const actor = await parts.db.transaction().execute((tx) => parts.identify(ctx, tx));
    return admit(policy.who, actor, parts.kind);
  }

  return {
    served: served as readonly Served[],

    /** A typed JSON route of the contract. */
    serve<In extends GenericSchema, Out, W extends Who>(
      route: Route<In, Out>,
      policy: Policy<W>,
      handler: (
        asked: Asked<ParsedInputOf<Route<In, Out>>, ActorFor<W>>,
      ) => Promise<OutputOf<Route<In, Out>> | Refusal>,
    ): void {
      served.push({ method: route.method, path: route.path, who: policy.who });
      router.register(route.path, [route.method], async (ctx: RouterContext) => {
        const limited = await withinLimit(parts.volatile, policy.limit, callerOf(ctx, policy.who));
        if (limited) return answerRefusal(ctx, limited);
        const raw = await inputOf(ctx, route.method);
        if (isRefusal(raw)) return answerRefusal(ctx, raw);
        const answer = await inDoor(ctx, policy, async (asked) => {
          // Checked after the door has seen who asks: a stranger learns nothing about what a route wants.
          if (!isKept(raw)) return notKept();
          const input = v.safeParse(route.input, raw);
          if (!input.success) return badInput(input.issues);
          return handler({ ...asked, input: input.output as ParsedInputOf<Route<In, Out>> });
        });
        if (isRefusal(answer)) return answerRefusal(ctx, answer);
        ctx.body = answer;
      });
    },

    /**
     * A route that speaks bytes (files, PDF, streams). `read`, when given, takes the body in once it is known who sends it and before the
     * transaction begins;
     * `send` sets the answer on the context once the transaction stands.
     */
    serveRaw<W extends Who, T, B = undefined>(
      method: Method,
      path: string,
      policy: Policy<W>,
      run: (ctx: RouterContext, asked: Asked<undefined, ActorFor<W>> & { body: B }) => Promise<T | Refusal>,
      send: (ctx: RouterContext, value: T) => void | Promise<void>,
      read?: (ctx: RouterContext) => Promise<B | Refusal>,
    ): void {
      served.push({ method, path, who: policy.who });
      router.register(path, [method], async (ctx: RouterContext) => {
        const limited = await withinLimit(parts.volatile, policy.limit, callerOf(ctx, policy.who));
        if (limited) return answerRefusal(ctx, limited);
        const barred = read && (await knock(ctx, policy));
        if (barred) return answerRefusal(ctx, barred);
        const body = read ? await read(ctx) : undefined;
        if (isRefusal(body)) return answerRefusal(ctx, body);
        const answer = await inDoor(ctx, policy, (asked) =>
          isKept([ctx.query, ctx.params]) ? run(ctx, { ...asked, body: body as B }) : Promise.resolve(notKept()),
        );
        if (isRefusal(answer)) return answerRefusal(ctx, answer);
        await send(ctx, answer);
      });
    },
  };
}
export type Door = ReturnType<typeof createDoor>;

export function answerRefusal(ctx: RouterContext, refusal: Refusal): void {
  ctx.status = refusal.status;
  ctx.body = refusal.body;
  if (refusal.body.retryAfterSeconds !== undefined) ctx.set("Retry-After", String(refusal.body.retryAfterSeconds));
}

export const requestId = (ctx: RouterContext): string => {
  const state = ctx.state as { requestId?: string };
  return (state.requestId ??= randomUUID());
};

/** Undefined when the actor may come in. A staff route without the role is 403, not merely a missing button. */
export function admit(who: Who, actor: Actor | null, kind: Actor["kind"]): Refusal | undefined {
  if (who === "anyone") return undefined;
  if (actor === null || actor.kind !== kind) return refuse("not-signed-in", "请先登录");
  if (who === "citizen" || who === "person") {
    if (actor.kind !== "citizen") return refuse("not-allowed", "这个入口只供办事人使用");
    if (who === "person" && actor.personId === null)
      return refuse("not-bound", "请先绑定社保账户：准备好身份证号和密码条，在「我的」里绑定");
    return undefined;
  }
  if (actor.kind !== "staff") return refuse("not-allowed", "这个入口只供工作人员使用");
  if (actor.owes !== null && who.owing !== true)
    return refuse(
      "must-first",
      actor.owes === "password" ? "请先修改初始密码，再继续使用" : "您的岗位要求两步验证，请先设置好，再继续使用",
    );
  if (who.staff === "any") return undefined;
  return who.staff.some((role) => actor.roles.includes(role))
    ? undefined
    : refuse("not-allowed", "您的岗位没有这项权限，请联系管理员");
}

const nameOf = (actor: Actor | null) =>
  actor === null
    ? { kind: "anyone", id: "" }
    : actor.kind === "staff"
      ? { kind: "staff", id: actor.staffId }
      : { kind: "citizen", id: actor.personId ?? actor.openid };

async function inputOf(ctx: RouterContext, method: string): Promise<Record<string, unknown> | Refusal> {
  const body = method === "GET" || method === "DELETE" ? { ...ctx.query } : await readJson(ctx);
  if (isRefusal(body)) return body;
  return { ...body, ...(ctx.params as Record<string, string>) };
}

/** Pasted out of a broken file, or cut through an emoji: said in words, for the database would only fault. */
const notKept = (): Refusal => refuse("bad-input", "文字里有残缺的表情或看不见的空字符，存不下来，请删掉那一处再试");

function badInput(issues: readonly v.BaseIssue<unknown>[]): Refusal {
  const problems = issues.slice(0, 20).map((issue) => ({
    field: v.getDotPath(issue) ?? "",
    // valibot's own English sentences are for developers; people get ours.
    message: /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : "这一项的格式不对，请检查后重试",
  }));
  return refuse("bad-input", problems[0]?.message ?? "提交的内容不对，请检查后重试", { problems });
}
