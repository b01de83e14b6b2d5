import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CompiledSteps, HostArrays, Signature, Step, StepsByLength, Tensors } from "@dalmeum/contracts";
import { loadEncoder, pool } from "@dalmeum/models";
import { workspaceRoot } from "@dalmeum/testing";
// It registers tfjs's gradient rules too.
import { packBatch, packedTokens, packingAt, packingSignature } from "@dalmeum/training";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { compileLengths } from "../src/lengths/compile-lengths.ts";
import { eagerEngine } from "../src/index.ts";
import { runtimeEngines } from "./engines.ts";
import { arraysFor } from "./run-once.ts";

const FIXTURES = "packages/testing/fixtures/encoders";
const TOLERANCE = 1e-4;

const rows = z.array(z.array(z.number()));
const referenceSchema = z.object({
  tool: z.string(),
  inputIds: rows,
  tokenTypeIds: rows,
  attentionMask: rows,
  hidden: z.array(rows),
  weight: z.array(z.number()),
  targets: z.array(z.number()),
  loss: z.number(),
  gradients: z.record(z.string(), z.object({ norm: z.number(), first8: z.array(z.number()) })),
});

function load(name: string) {
  const checkpoint = `${FIXTURES}/${name}`;
  const encoder = loadEncoder(workspaceRoot, checkpoint);
  const text = readFileSync(join(workspaceRoot, checkpoint, "reference.json"), "utf8");
  return { encoder, parameters: encoder.parameters(), reference: referenceSchema.parse(JSON.parse(text)) };
}

type Loaded = ReturnType<typeof load>;

/** Hidden states with zeros at padding, the reference's loss and the gradient of every parameter. */
const stepOf =
  ({ encoder, parameters, reference: { weight, targets } }: Loaded): Step =>
  (inputs) => {
    const names = Object.keys(parameters);
    const { inputIds, tokenTypeIds, attentionMask } = inputs;
    if (!isMatrix(inputIds) || !isMatrix(tokenTypeIds) || !isMatrix(attentionMask)) throw new Error("no batch");
    const encode = (values: Tensors): tf.Tensor3D =>
      encoder.encode(values, { inputIds, tokenTypeIds, attentionMask, ...packingAt(inputs) }, {});
    const lossOf = (...tensors: tf.Tensor[]): tf.Scalar => {
      const hidden = encode(Object.fromEntries(names.map((name, index) => [name, tensors[index] ?? tf.scalar(NaN)])));
      const scores = tf.matMul(pool(hidden, attentionMask, "mean"), tf.tensor2d(weight, [weight.length, 1]));
      const difference = tf.sub(tf.reshape(scores, [targets.length]), tf.tensor1d(targets));
      return tf.mean(tf.square(difference));
    };
    const values = names.map((name) => inputs[name] ?? tf.scalar(NaN));
    const { value, grads } = tf.valueAndGrads(lossOf)(values);
    return {
      loss: value,
      hidden: tf.mul(encode(inputs), tf.expandDims(attentionMask, 2)),
      ...Object.fromEntries(names.map((name, index) => [`gradient/${name}`, grads[index] ?? tf.scalar(NaN)])),
    };
  };

const isMatrix = (tensor: tf.Tensor | undefined): tensor is tf.Tensor2D => tensor?.rank === 2;

function signatureOf({ parameters, reference }: Loaded, length: number, tokens?: number): Signature {
  const sequences = reference.inputIds.length;
  const shape = [sequences, length];
  return {
    ...(tokens === undefined ? {} : packingSignature({ rows: sequences, length, tokens })),
    inputIds: { shape, dtype: "int32" },
    tokenTypeIds: { shape, dtype: "int32" },
    attentionMask: { shape, dtype: "float32" },
    ...Object.fromEntries(
      Object.entries(parameters).map(([name, values]) => [name, { shape: values.shape, dtype: "float32" } as const]),
    ),
  };
}

/** The reference's batch, with columns of padding after it up to `length` tokens, packed where it is to be. */
function feedsOf({ encoder, parameters, reference }: Loaded, length: number, tokens?: number): HostArrays {
  const padded = (lists: readonly number[][], fill: number): number[] =>
    lists.flatMap((list) => Array.from({ length }, (_, index) => list[index] ?? fill));
  const attentionMask = Float32Array.from(padded(reference.attentionMask, 0));
  const shape = { rows: reference.inputIds.length, length };
  return {
    inputIds: Int32Array.from(padded(reference.inputIds, encoder.config.padTokenId)),
    tokenTypeIds: Int32Array.from(padded(reference.tokenTypeIds, 0)),
    attentionMask,
    ...(tokens === undefined ? {} : packBatch(attentionMask, { ...shape, tokens })),
    ...Object.fromEntries(Object.entries(parameters).map(([name, { values }]) => [name, values])),
  };
}

function expectClose(found: ArrayLike<number> | undefined, expected: readonly number[], label: string): void {
  const scale = Math.max(1, ...expected.map(Math.abs));
  const worst = Math.max(...expected.map((value, index) => Math.abs((found?.[index] ?? NaN) - value)));
  expect(worst, label).toBeLessThan(TOLERANCE * scale);
}

describe.each(readdirSync(join(workspaceRoot, FIXTURES)))("%s", (name) => {
  const loaded = load(name);
  const { reference } = loaded;
  const length = reference.inputIds[0]?.length ?? NaN;
  // A sequence of the reference may be shorter than the longest that the encoder takes.
  const longer = Math.min(length + 7, loaded.encoder.config.maxLength);
  const real = reference.attentionMask.flat().reduce((sum, mask) => sum + mask, 0);
  const packedSteps: StepsByLength = (...size) => ({ step: stepOf(loaded), inputs: signatureOf(loaded, ...size) });
  const steps: StepsByLength = (padded) => packedSteps(padded);
  const outputsOf = async (compiled: CompiledSteps, ...size: Parameters<StepsByLength>): Promise<HostArrays> => {
    const step = await compiled.at(...size);
    const outputs = arraysFor(step.outputs);
    await step.run(feedsOf(loaded, ...size), outputs);
    return outputs;
  };
  const expectReference = (padded: number, outputs: HostArrays): void => {
    const hidden = reference.hidden.flatMap((states, row) =>
      Array.from({ length: padded }, (_column, token) =>
        Array.from(states[0] ?? [], (_value, unit) =>
          reference.attentionMask[row]?.[token] === 1 ? (states[token]?.[unit] ?? NaN) : 0,
        ),
      ).flat(),
    );
    expect(outputs.hidden).toHaveLength(hidden.length);
    expectClose(outputs.hidden, hidden, "hidden");
    expectClose(outputs.loss, [reference.loss], "loss");
    for (const parameter of Object.keys(loaded.parameters)) {
      const gradient = outputs[`gradient/${parameter}`];
      const expected = reference.gradients[parameter];
      expectClose([Math.hypot(...(gradient ?? [NaN]))], [expected?.norm ?? NaN], `norm of ${parameter}`);
      expectClose(gradient, expected?.first8 ?? [NaN], parameter);
    }
  };
  beforeAll(() => tf.setBackend("cpu"));

  describe.each([["eager", () => eagerEngine("cpu")] as const, ...runtimeEngines])(
    "on %s",
    { tags: ["slow"] },
    (_, makeEngine) => {
      it(`gives the hidden states, loss and gradients of ${reference.tool}, padded to ${length} and ${longer} tokens`, async () => {
        const compiled = await makeEngine(1).compileLengths(steps);
        for (const padded of [length, longer]) expectReference(padded, await outputsOf(compiled, padded));
        await compiled.dispose();
      });

      it.runIf(loaded.encoder.packs)("gives the same of the tokens without padding between them", async () => {
        const compiled = await makeEngine(1).compileLengths(packedSteps);
        for (const padded of [length, longer]) {
          const all = reference.inputIds.length * padded;
          for (const tokens of new Set([
            packedTokens(real, { rows: reference.inputIds.length, length: padded }, {}),
            all,
          ])) {
            expectReference(padded, await outputsOf(compiled, padded, tokens));
          }
        }
        await compiled.dispose();
      });
    },
  );

  it("compiles as one graph for all lengths", () => {
    expect(compileLengths(steps)).toBeDefined();
    if (loaded.encoder.packs) expect(compileLengths(packedSteps)).toBeDefined();
  });
});
