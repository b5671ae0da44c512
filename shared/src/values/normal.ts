/** Typed text as a machine wants it: half-width, without spaces and hyphens. */
export const tidy = (raw: string): string => raw.normalize("NFKC").replace(/[\s\u200b\u2010-\u2015-]/g, "");
