// Apart from the rest: what compares texts takes a while to load.
export type { Change } from "./changes/change.ts";
export { codeChanges } from "./changes/code-changes.ts";
export { changesLine, explainRun } from "./changes/explain-run.ts";
export { explainInputs } from "./changes/explain-inputs.ts";
export { located } from "./changes/located.ts";
export { readCodeArchive } from "./code/code-archive.ts";
