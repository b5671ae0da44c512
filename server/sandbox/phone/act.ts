/**
 * Does something on the sandbox: on success every phone reads again what it knows, on failure a sentence appears. Answers whether it
 * was done; never throws.
 */
export type Act = (work: () => Promise<unknown>) => Promise<boolean>;
