/**
 * The values of the field, one file each: parse (normalise and check, with a sentence that says how to mend it) · print · mask ·
 * sample (valid and invented). masking.ts is the one masking table, also for free text.
 */
export * from "./parsed.ts";
export * from "./check-digits.ts";
export * from "./masking.ts";
export * from "./id-number.ts";
export * from "./credit-code.ts";
export * from "./mobile.ts";
export * from "./bank-card.ts";
export * from "./money.ts";
export * from "./month.ts";
export * from "./day.ts";
export * from "./region.ts";
export * from "./person-name.ts";
export * from "./text.ts";
