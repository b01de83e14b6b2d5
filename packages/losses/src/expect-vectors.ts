import type { SentenceVectors } from "@dalmeum/contracts";
import type { Tensor } from "@tensorflow/tfjs-core";

/**
 * Check that both sentences, and hard negatives where there are some, are [B, H], targets and weights [B]: tfjs would broadcast silently.
 * @throws Error that prints the shapes that came.
 */
export function expectVectors(loss: string, vectors: SentenceVectors, targets: Tensor, weights: Tensor): void {
  const { sentence1, sentence2, hardNegative } = vectors;
  const [rows, width] = sentence1.shape;
  const expected = Object.entries({
    sentence1: [rows, width],
    sentence2: [rows, width],
    ...(hardNegative === undefined ? {} : { hardNegative: [rows, width] }),
    targets: [rows],
    weights: [rows],
  });
  const found: Readonly<Record<string, Tensor>> = {
    ...{ sentence1, sentence2 },
    ...(hardNegative === undefined ? {} : { hardNegative }),
    ...{ targets, weights },
  };
  const shapeOf = (name: string): string => `[${found[name]?.shape.join(", ")}]`;
  if (sentence1.rank === 2 && expected.every(([name, shape]) => shapeOf(name) === `[${shape.join(", ")}]`)) return;
  const shapes = Object.keys(found).map((name) => `${name} ${shapeOf(name)}`);
  throw new Error(
    `${loss}: found ${shapes.join(", ")}; expected the same [B, H] for all sentences, [B] for the others`,
  );
}
