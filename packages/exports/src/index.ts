export { isExport, readManifest } from "./export-manifest.ts";
export { writeExport } from "./export-run.ts";
export { exportedPredictions, readerOf } from "./exported-predictions.ts";
export { CHECKED_ON } from "./open-export.ts";
export { closeness } from "./model-card.ts";
