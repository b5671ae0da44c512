/**
 * The form runner: draws any item from its definition (Runner.tsx), one file per kind of question (fields/), keeps the
 * draft with the server (draft.ts) and sends the confirmation exactly once (../act-once.ts).
 */
export { Runner } from "./Runner.tsx";
