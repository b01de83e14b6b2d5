import type { Technique } from "@dalmeum/contracts";
import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { applyTechniques } from "./apply-techniques.ts";

/** Writes down when each of its functions is entered. */
const traced = (name: string, trace: string[]): Technique => ({
  name,
  options: {},
  score: (next) => (parameters, vectors) => {
    trace.push(`${name}.score`);
    return next(parameters, vectors);
  },
  forward: (next) => (parameters) => {
    trace.push(`${name}.forward`);
    return next(parameters);
  },
  backward: (next) => (parameters, lossOf) => {
    trace.push(`${name}.backward`);
    return next(parameters, lossOf);
  },
});

describe("applyTechniques", () => {
  beforeAll(cpuBackend);
  const run = (techniques: readonly Technique[]): readonly number[] =>
    tf.tidy(() => {
      const pass = applyTechniques(
        techniques,
        {
          represent: ({ x = tf.scalar(0) }) => tf.reshape(tf.square(x), [1, 1]),
          score: (_, vectors) => ({ loss: tf.sum(vectors), outputs: {} }),
        },
        { heads: {}, lookupTables: [], weights: tf.ones<tf.Rank.R1>([1]), noise: () => tf.scalar(1) },
      );
      const { value, gradients } = pass({ x: tf.scalar(3) });
      return [value, ...Object.values(gradients)].flatMap((tensor) => [...tensor.dataSync()]);
    });

  it("gives the plain loss and gradient without techniques", () => {
    expect(run([])).toEqual([9, 6]);
  });

  it("wraps a later technique around the earlier ones", () => {
    const trace: string[] = [];
    expect(run([traced("first", trace), traced("second", trace)])).toEqual([9, 6]);
    expect(trace).toEqual(["backward", "forward", "score"].flatMap((part) => [`second.${part}`, `first.${part}`]));
  });
});
