/** Prints the page shown; null where the platform cannot. */
export declare const printPage: (() => void) | null;
