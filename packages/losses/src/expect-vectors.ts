import type { SentenceVectors } from "@dalmeum/contracts";
import type { Tensor } from "@tensorflow/tfjs-core";

/**
 * Check that both sentences are [B, H], targets and weights [B]: tfjs would broadcast silently.
 * @throws Error that prints the shapes that came.
 */
export function expectVectors(loss: string, vectors: SentenceVectors, targets: Tensor, weights: Tensor): void {
  const { sentence1, sentence2 } = vectors;
  const [rows, width] = sentence1.shape;
  const expected = Object.entries({
    sentence1: [rows, width],
    sentence2: [rows, width],
    targets: [rows],
    weights: [rows],
  });
  const found: Readonly<Record<string, Tensor>> = { sentence1, sentence2, targets, weights };
  const shapeOf = (name: string): string => `[${found[name]?.shape.join(", ")}]`;
  if (sentence1.rank === 2 && expected.every(([name, shape]) => shapeOf(name) === `[${shape.join(", ")}]`)) return;
  const shapes = Object.keys(found).map((name) => `${name} ${shapeOf(name)}`);
  throw new Error(
    `${loss}: found ${shapes.join(", ")}; expected the same [B, H] for both sentences, [B] for the others`,
  );
}
