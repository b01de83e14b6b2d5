import type { NamedValues, ScoredPair, Step } from "@dalmeum/contracts";
import { pearson } from "@dalmeum/evaluation";
import { encodePairs, fit, predict as predictPairs } from "@dalmeum/training";
import type { Tensor, Tensor1D } from "@tensorflow/tfjs-core";
import { peakMemoryMegabytes } from "../peak-memory.ts";
import { type Task, timed, trainingOptions } from "./task.ts";
import { packing } from "./packing.ts";
import { sentences } from "./sentences.ts";
import { steps } from "./steps.ts";

async function predictionsOf(
  { model, engine }: Task,
  parameters: NamedValues,
  pairs: readonly ScoredPair[],
): Promise<Float32Array> {
  const { maxLength } = trainingOptions({ model, engine });
  const { similarity } = await predictPairs({ model, engine, parameters, pairs, maxLength });
  if (!similarity) throw new Error("the model has no head similarity");
  return similarity;
}

const startOf = (task: Task): NamedValues => task.model.init(trainingOptions(task).rng.fork("init"));

const realTokensOf = (task: Task, pairs: readonly ScoredPair[]): number =>
  encodePairs(task.model, pairs, trainingOptions(task).maxLength).reduce((sum, { length }) => sum + length, 0);

const isVector = (tensor: Tensor | undefined): tensor is Tensor1D => tensor?.rank === 1;

/** The objective's value, computed by the engine. */
async function lossOf(task: Task, predictions: Float32Array, pairs: readonly ScoredPair[]): Promise<number> {
  const { objective } = trainingOptions(task);
  const spec = { shape: [pairs.length], dtype: "float32" } as const;
  const step: Step = ({ predictions: p, scores: t, binaryLabels: b, weights: w }) => {
    if (!isVector(p) || !isVector(t) || !isVector(b) || !isVector(w)) throw new Error("the check has lost an input");
    const labels = { score: t, binaryLabel: b };
    const [outputs, targets] = [{ similarity: p }, { similarity: t }];
    return { loss: objective.compute({ outputs, targets, labels, weights: w, parameters: {} }) };
  };
  const compiled = await task.engine.compile(step, {
    ...{ predictions: spec, scores: spec, binaryLabels: spec, weights: spec },
  });
  const loss = new Float32Array(1);
  const scores = Float32Array.from(pairs, ({ score }) => score);
  const binaryLabels = Float32Array.from(pairs, ({ binaryLabel }) => binaryLabel);
  const weights = new Float32Array(pairs.length).fill(1);
  await compiled.run({ predictions, scores, binaryLabels, weights }, { loss });
  await compiled.dispose();
  return loss[0] ?? NaN;
}

/** Forward without dropout from the starting parameters, on one batch. */
async function check(task: Task) {
  const pairs = task.plan.check.flatMap((index) => task.dataset.train[index] ?? []);
  const predictions = await predictionsOf(task, startOf(task), pairs);
  return { loss: await lossOf(task, predictions, pairs), realTokens: realTokensOf(task, pairs) };
}

/** One epoch of `fit`, everything that it does counted; dev Pearson after it shows that it learned. */
async function epoch(task: Task) {
  const { dev, train } = task.dataset;
  const losses: number[] = [];
  let paddedTokens = 0;
  const onStep = ({ loss, tokens }: { readonly loss: number; readonly tokens: number }): void => {
    losses.push(loss);
    paddedTokens += tokens;
  };
  const [parameters, seconds] = await timed(() => fit({ ...trainingOptions(task), pairs: train, epochs: 1, onStep }));
  const report = { seconds, losses, paddedTokens, peakMemoryMegabytes: peakMemoryMegabytes() };
  const predictions = await predictionsOf(task, parameters, dev);
  const devPearson = pearson(
    predictions,
    dev.map(({ score }) => score),
  );
  return { ...report, realTokens: realTokensOf(task, train), devPearson };
}

/** All training pairs through `predict`, with what it compiles. */
async function predict(task: Task) {
  const { train } = task.dataset;
  const start = startOf(task);
  const [, seconds] = await timed(() => predictionsOf(task, start, train));
  return { seconds, pairs: train.length };
}

/** `fit`, stopped after its first update. */
async function firstStep(task: Task) {
  const controller = new AbortController();
  let finishedAt: number | undefined;
  const onStep = (): void => {
    finishedAt ??= Date.now();
    controller.abort();
  };
  const { signal } = controller;
  const training = fit({ ...trainingOptions(task), pairs: task.dataset.train, epochs: 1, onStep, signal });
  await training.catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return { finishedAt };
}

/** What each job does in a process of its own. */
export const CHILD_JOBS = { check, steps, epoch, predict, sentences, packing, "first-step": firstStep } as const;
