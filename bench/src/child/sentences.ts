import { createRng, type Engine, type SentencePair } from "@dalmeum/contracts";
import experiment from "@dalmeum/experiment-bi-encoder/experiment.ts";
import { pairScorer, predict, servingSteps } from "@dalmeum/training";
import { workspaceRoot } from "../workspace-root.ts";
import { type Task, timed } from "./task.ts";

const HEAD = "similarity";
const PAIRS = 64;

/**
 * A bi-encoder's scores of dev and test from its first weights, tokenizing and compiling included: by `predict`, which encodes each
 * distinct sentence once, and with both sentences of a pair in one step, padded to the longer one.
 */
export async function sentences({ dataset: { dev, test }, engine }: Pick<Task, "dataset" | "engine">) {
  const { maxLength } = experiment;
  const model = experiment.model.load(workspaceRoot);
  const parameters = model.init(createRng(1));
  const pairs: readonly SentencePair[] = [...dev, ...test];
  const counted = { ours: countTokens(engine), peer: countTokens(engine) };
  const inPairs = async (): Promise<Float32Array | undefined> => {
    const { steps, held } = servingSteps({ model, parameters, pairs: PAIRS, head: HEAD });
    const compiled = await counted.peer.engine.compileLengths(steps);
    await compiled.hold?.(held);
    const scorer = pairScorer({ reader: model, pairs, batchSize: PAIRS, maxLength });
    const outputs = await scorer.score(compiled, { held });
    await compiled.dispose();
    return outputs[HEAD];
  };
  const inSentences = () =>
    predict({ model, parameters, pairs, maxLength, engine: counted.ours.engine, batchSize: PAIRS });
  const [peer, secondsInPairs] = await timed(inPairs);
  const [ours, seconds] = await timed(inSentences);
  const differences = Array.from(ours[HEAD] ?? [], (score, index) => Math.abs(score - (peer?.[index] ?? NaN)));
  return {
    ...{ pairs: pairs.length, largestDifference: Math.max(...differences) },
    ...{ seconds, secondsInPairs, tokens: counted.ours.tokens(), tokensInPairs: counted.peer.tokens() },
  };
}

/** An engine that counts the tokens, padding included, of the batches that its steps of some length were asked for. */
function countTokens(engine: Engine): { readonly engine: Engine; readonly tokens: () => number } {
  let tokens = 0;
  const counting: Engine = {
    ...engine,
    compileLengths: async (steps) => {
      const compiled = await engine.compileLengths(steps);
      return {
        ...compiled,
        at: (length) => {
          tokens += (steps(length).inputs.inputIds?.shape ?? []).reduce((product, size) => product * size, 1);
          return compiled.at(length);
        },
      };
    },
  };
  return { engine: counting, tokens: () => tokens };
}
