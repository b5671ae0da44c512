/** How colleagues are called where there is little room. Accounts are often named by office first: 客服·柯福. */

/** 柯福. */
export const ownName = (name: string): string => name.split(/[·・]/).at(-1)?.trim() || name;

/** One character, the one that tells colleagues of an office apart: 福. */
export const faceOf = (name: string): string => Array.from(ownName(name)).at(-1) ?? "";
