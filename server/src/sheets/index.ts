/**
 * Spreadsheets as offices send them: .xlsx, and the .xls of Excel 97-2003 that many halls still ask for. parse.ts reads the first sheet
 * into plain text cells, read.ts does that beside the event loop and with bounds, template.ts writes a sheet to fill in (text cells,
 * drop-downs, an explanation of every column) or one with what was wrong. It knows nothing of insurance.
 */
export { readSheet } from "./read.ts";
export { mostRows, type Sheet } from "./parse.ts";
export { printSheet, printXls, type ColumnSpec } from "./template.ts";
