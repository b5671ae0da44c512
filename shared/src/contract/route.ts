import type { GenericSchema, InferInput, InferOutput } from "valibot";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/**
 * One thing clients may ask. `path` may hold `:names`, filled from the input; the rest of the input travels in the query
 * (GET, DELETE: so nothing personal may be in it) or in the JSON body. `output` exists only for types.
 */
export interface Route<In extends GenericSchema = GenericSchema, Out = unknown> {
  method: Method;
  path: string;
  input: In;
  output: Out;
}
export type InputOf<R extends Route> = InferInput<R["input"]>;
export type ParsedInputOf<R extends Route> = InferOutput<R["input"]>;
export type OutputOf<R> = R extends Route<GenericSchema, infer Out> ? Out : never;

/** Names the type of an answer; there is no value behind it. */
export const answers = <Out>(): Out => undefined as Out;

export const route = <const In extends GenericSchema, Out>(
  method: Method,
  path: string,
  input: In,
  output: Out,
): Route<In, Out> => ({ method, path, input, output });

/** Splits an input into the path to call and what is left for query or body. */
export function address(
  path: string,
  input: Readonly<Record<string, unknown>>,
): { path: string; rest: Record<string, unknown> } {
  const rest = { ...input };
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return { path: filled, rest };
}
