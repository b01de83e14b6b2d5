import type { Engine, NamedValues, Technique } from "@dalmeum/contracts";
import { binaryCrossEntropyLoss, mseLoss, weightedSum } from "@dalmeum/losses";
import { cpuBackend } from "@dalmeum/testing";
import { awp, fgm, fit, multiSampleDropout, rDrop } from "@dalmeum/training";
import { beforeAll, describe, expect, it } from "vitest";
import { eagerLike, quickEngines } from "./engines.ts";
import { onceEach } from "./once-each.ts";
import { cross, distance, options, pairs } from "./tiny-training.ts";

const [agreeing, sampled] = [rDrop({ alpha: 1 }), multiSampleDropout({ samples: 3, rate: 0.3 })];
const combinations: readonly (readonly [name: string, techniques: readonly Technique[]])[] = [
  ["fgm", [fgm({ epsilon: 1 })]],
  ["awp", [awp({ gamma: 0.1 })]],
  ["rDrop", [agreeing]],
  ["multiSampleDropout", [sampled]],
  ["rDrop of multiSampleDropout", [sampled, agreeing]],
];

/** Losses and parameters after an epoch of two updates, dropout included. */
async function train(
  engine: Engine,
  techniques: readonly Technique[],
): Promise<{ readonly losses: readonly number[]; readonly parameters: NamedValues }> {
  const losses: number[] = [];
  const parameters = await fit(
    options(engine, {
      model: cross(),
      objective: weightedSum([
        [0.5, mseLoss()],
        [0.5, binaryCrossEntropyLoss(), "binary"],
      ]),
      pairs: pairs.slice(0, 7),
      epochs: 1,
      techniques,
      onStep: ({ loss }) => losses.push(loss),
    }),
  );
  return { losses, parameters };
}

const eagerly = onceEach<Awaited<ReturnType<typeof train>>>();

// A technique is operators, which XLA is held to one by one; test/objectives.test.ts has two of them in a training there.
describe.each(quickEngines)("techniques on %s", { tags: ["slow"] }, (_, makeEngine) => {
  beforeAll(cpuBackend);

  it.each(combinations)("train alike compiled and eager, a padded batch included: %s", async (name, techniques) => {
    const { engine, like } = eagerLike(makeEngine(2));
    const [compiled, eager, plain] = [
      await train(makeEngine(2), techniques),
      await eagerly(`${name}, ${like}`, () => train(engine, techniques)),
      await eagerly(`plain, ${like}`, () => train(engine, [])),
    ];
    expect(compiled.losses).toHaveLength(2);
    for (const [step, loss] of eager.losses.entries()) {
      expect(Math.abs((compiled.losses[step] ?? NaN) - loss)).toBeLessThan(1e-3);
    }
    // Where a gradient is all but zero AdamW divides rounding by rounding, so a few entries may part by a step.
    expect(distance(compiled.parameters, eager.parameters)).toBeLessThan(2.5e-3);
    expect(distance(compiled.parameters, plain.parameters)).toBeGreaterThan(1e-4);
  });
});
