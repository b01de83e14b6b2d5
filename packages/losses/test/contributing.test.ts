import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Loss } from "@dalmeum/contracts";
import { describeLoss, workspaceRoot } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { defineRowLoss } from "../src/define-loss.ts";
import { valueOf } from "./golden.ts";

// The loss of CONTRIBUTING.md, as it stands there.
/**
 * Mean of log cosh(p - t): half the square of a small error, a large one less log 2. Range 0 and up.
 * @see torch.nn.functional.softplus 2.15 in x + softplus(-2x) - log 2, which no error overflows.
 */
export function logCoshLoss(): Loss {
  return defineRowLoss("logCoshLoss", {}, (predictions, targets) => {
    const error = tf.abs(tf.sub(predictions, targets));
    return tf.sub(tf.add(error, tf.softplus(tf.mul(error, -2))), Math.LN2);
  });
}

describeLoss("logCoshLoss", logCoshLoss);

it("gives numpy 2.4.6's value, and stays finite far out", () => {
  expect(valueOf(logCoshLoss(), [1, 4], [2, 2])).toBeCloseTo(0.8793912, 5);
  expect(valueOf(logCoshLoss(), [1e6], [0])).toBeCloseTo(1e6 - Math.LN2, 0);
});

it("stands in CONTRIBUTING.md as it runs here", () => {
  const guide = readFileSync(join(workspaceRoot, "CONTRIBUTING.md"), "utf8");
  const test = readFileSync(import.meta.filename, "utf8");
  const examples = [...guide.matchAll(/```ts\n\/\/ packages\/losses\/.*\n([\s\S]*?)```/g)];
  expect(examples).toHaveLength(2);
  for (const [, example = ""] of examples) expect(test).toContain(example);
});
