import { createTrainer, encodePairs, lengthsFor } from "@dalmeum/training";
import { type Task, timed, trainingOptions } from "./task.ts";

/** Update on given batches and time each step: what `fit` does inside, which picks its batches itself. */
export async function steps(task: Task) {
  const { plan, dataset, model } = task;
  const options = trainingOptions(task);
  const encoded = encodePairs(model, dataset.train, options.maxLength);
  const longest = plan.epoch["like-length"].map((indices) =>
    Math.max(...indices.map((index) => encoded[index]?.length ?? 0)),
  );
  const trainer = await createTrainer({ ...options, padTo: lengthsFor(task.engine, options.maxLength, longest) });
  let done = 0;
  const update = async (indices: readonly number[]) => {
    const batch = indices.flatMap((index) => encoded[index] ?? []);
    const learningRate = plan.learningRates[done++] ?? NaN;
    return [...(await trainer.update([batch], done, learningRate)), ...(await trainer.settle())];
  };
  try {
    for (const indices of plan.steps.warmup) await update(indices);
    const stepSeconds: number[] = [];
    const losses: number[] = [];
    let paddedTokens = 0;
    for (const indices of plan.steps.measured) {
      const [results, seconds] = await timed(() => update(indices));
      stepSeconds.push(seconds);
      for (const { loss, tokens } of results) {
        losses.push(loss);
        paddedTokens += tokens;
      }
    }
    const realTokens = plan.steps.measured.flat().reduce((sum, index) => sum + (encoded[index]?.length ?? 0), 0);
    return { stepSeconds, losses, paddedTokens, realTokens };
  } finally {
    await trainer.dispose();
  }
}
