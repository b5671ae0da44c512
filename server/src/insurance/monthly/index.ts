/**
 * The monthly assessment 每月核定 of everybody, employers' lines by base and flexible ones by tier. `startAssessment` plans a run (by
 * the clock or from the console), `assessSlice` does the next few thousand people of it in one transaction together with how far it is:
 * a killed process loses nothing, several may work at it one after another, and assessing a month twice changes nothing.
 */
export { previewAssessment, startAssessment, viewRuns } from "./runs.ts";
export { assessSlice } from "./work.ts";
