import type { Tensor1D } from "@tensorflow/tfjs-core";
import type { Described, HeadTarget, Json, NamedValues, Rng, Tensors } from "@dalmeum/contracts";
import type { Heads, HeadSize } from "./head.ts";

const PREFIX = "heads.";
const nameOf = (head: string, parameter: string): string => `${PREFIX}${head}.${parameter}`;

/** Whether a model's parameter is a head's. */
export const isHeadParameter = (name: string): boolean => name.startsWith(PREFIX);

/** Initial parameters of all heads, named `heads.<head>.<parameter>`; each head has a random stream of its own. */
export function initHeads<Vectors>(heads: Heads<Vectors>, rng: Rng, size: HeadSize): NamedValues {
  return Object.fromEntries(
    Object.entries(heads).flatMap(([name, head]) =>
      Object.entries(head.init(rng.fork(nameOf(name, "init")), size)).map(([parameter, values]) => [
        nameOf(name, parameter),
        values,
      ]),
    ),
  );
}

/** Every head's output, [B], by head name. */
export function applyHeads<Vectors>(
  heads: Heads<Vectors>,
  parameters: Tensors,
  vectors: Vectors,
): Readonly<Record<string, Tensor1D>> {
  return mapHeads(heads, (name, head) => {
    const prefix = nameOf(name, "");
    const own = Object.entries(parameters).filter(([parameter]) => parameter.startsWith(prefix));
    return head.apply(
      Object.fromEntries(own.map(([parameter, tensor]) => [parameter.slice(prefix.length), tensor])),
      vectors,
    );
  });
}

/** What each head learns, by head name. */
export function headTargets<Vectors>(heads: Heads<Vectors>): Readonly<Record<string, HeadTarget>> {
  return mapHeads(heads, (_, head) => head.target);
}

/** Heads as a run record tells them. */
export function describeHeads<Vectors>(heads: Heads<Vectors>): Readonly<Record<string, Json>> {
  return mapHeads(heads, (_, { name, options }: Described) => ({ name, options }));
}

function mapHeads<Vectors, Result>(
  heads: Heads<Vectors>,
  map: (name: string, head: Heads<Vectors>[string]) => Result,
): Readonly<Record<string, Result>> {
  return Object.fromEntries(Object.entries(heads).map(([name, head]) => [name, map(name, head)]));
}
