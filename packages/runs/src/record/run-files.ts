/** Files that a finished run may have besides run.json, which names those that it has. */
export const RUN_FILES = {
  metrics: "metrics.jsonl",
  dev: "predictions-dev.csv",
  test: "predictions-test.csv",
  /** Some of the pairs that it trained on: 300, where there are so many. */
  train: "predictions-train.csv",
  /** Out of fold: of the pairs that were held out. */
  heldOut: "predictions-oof.csv",
  weights: "model.safetensors",
  /** The code that it followed from. */
  code: "code.json.gz",
} as const;
