/** What every reader of outside text answers: the value, or a sentence in Chinese that says how to mend it. */
export type Parsed<V> = { ok: true; value: V } | { ok: false; message: string };

export const parsed = <V>(value: V): Parsed<V> => ({ ok: true, value });
export const unreadable = (message: string): { ok: false; message: string } => ({ ok: false, message });
