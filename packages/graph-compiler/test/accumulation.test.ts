import type { Engine, NamedValues } from "@dalmeum/contracts";
import { mseLoss, weightedSum } from "@dalmeum/losses";
import { cpuBackend } from "@dalmeum/testing";
import { fit, type FitOptions, type TrainingProgress } from "@dalmeum/training";
import { beforeAll, describe, expect, it } from "vitest";
import { eagerLike, runtimeEngines } from "./engines.ts";
import { onceEach } from "./once-each.ts";
import { bi, distance, options, pairs, still } from "./tiny-training.ts";

async function train(
  engine: Engine,
  changed: Partial<FitOptions>,
): Promise<{ readonly steps: readonly TrainingProgress[]; readonly parameters: NamedValues }> {
  const steps: TrainingProgress[] = [];
  const objective = weightedSum([[1, mseLoss()]]);
  const parameters = await fit(
    options(engine, { model: still(bi()), objective, onStep: (step) => steps.push(step), ...changed }),
  );
  return { steps, parameters };
}

const eagerly = onceEach<Awaited<ReturnType<typeof train>>>();

describe.each(runtimeEngines)("accumulation on %s", { tags: ["slow"] }, (_, makeEngine) => {
  beforeAll(cpuBackend);

  it("trains 3 batches of 4 and one of 1 as one batch of 13", async () => {
    const parts = await train(makeEngine(2), { batchSize: 4, accumulation: 4, epochs: 3 });
    const whole = await train(makeEngine(2), { batchSize: 13, epochs: 3 });
    expect(parts.steps).toHaveLength(3);
    for (const [index, step] of parts.steps.entries()) {
      const { loss = NaN, gradientNorm = NaN, learningRate } = whole.steps[index] ?? {};
      expect(step).toMatchObject({ pairs: 13, totalSteps: 3, learningRate });
      expect(Math.abs(step.loss - loss)).toBeLessThan(1e-3 * loss);
      expect(Math.abs(step.gradientNorm - gradientNorm)).toBeLessThan(1e-3 * gradientNorm);
    }
    // Where a gradient is all but zero AdamW divides rounding by rounding, so a few entries may part by a step.
    expect(distance(parts.parameters, whole.parameters)).toBeLessThan(1e-3);
  });

  it("trains alike compiled and eager, the epoch's last update from what is left", async () => {
    const { engine, like } = eagerLike(makeEngine(2));
    const [compiled, eager] = [
      await train(makeEngine(2), { accumulation: 3, epochs: 1, model: bi() }),
      await eagerly(like, () => train(engine, { accumulation: 3, epochs: 1, model: bi() })),
    ];
    expect(compiled.steps.map((step) => [step.step, step.totalSteps])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(compiled.steps.reduce((sum, step) => sum + step.pairs, 0)).toBe(pairs.length);
    for (const [index, { loss }] of eager.steps.entries()) {
      expect(Math.abs((compiled.steps[index]?.loss ?? NaN) - loss)).toBeLessThan(1e-3);
    }
    expect(distance(compiled.parameters, eager.parameters)).toBeLessThan(2.5e-3);
  });
});
