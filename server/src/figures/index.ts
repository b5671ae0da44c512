/**
 * The policy figures 政策参数 as data: kept in versions that never change, entered by one person and approved by another (proposals.ts).
 * Whoever computes asks `currentFigures(tx)` once and hands them to the arithmetic of `@wsi/shared/insurance`; a chat, which reads words
 * without a transaction, follows them with `followFigures`. seed.ts is what came with the release, load.ts enters it once, view.ts is
 * what the console sees.
 */
export { currentFigures, figuresOfThen, followFigures, type FiguresOfThen } from "./current.ts";
export { loadFigures } from "./load.ts";
export { approveFigure, proposeFigure, rejectFigure, withdrawFigure } from "./proposals.ts";
export { seedFigures } from "./seed.ts";
export { countMissing, figureHistory, previewFigure, viewFigures, type Looker } from "./view.ts";
