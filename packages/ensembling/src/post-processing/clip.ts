import { type PostProcessing, SCORE_RANGE } from "@dalmeum/contracts";

/** Predictions below 0 become 0, those above 5 become 5; it learns nothing. */
export function clip(): PostProcessing {
  const { minimum, maximum } = SCORE_RANGE;
  return {
    name: "clip",
    options: {},
    fit: () => (prediction) => Math.min(maximum, Math.max(minimum, prediction)),
  };
}
