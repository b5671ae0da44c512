/** WeChat prints no page: a workbook is printed from its own menu. */
export const printPage: (() => void) | null = null;
