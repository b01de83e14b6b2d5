import type { NamedValues } from "@dalmeum/contracts";
import { expect, it } from "vitest";
import { createDenseParameters, type DenseParameters } from "./dense-parameters.ts";

// Large enough for several pieces a group, and no multiple of any piece.
const SIZES = { "a.weight": 700_001, "a.bias": 7, "b.weight": 500_003 };
const names = Object.keys(SIZES);

const initial: NamedValues = Object.fromEntries(
  Object.entries(SIZES).map(([name, size], parameter) => [
    name,
    { shape: [size], values: Float32Array.from({ length: size }, (_, index) => (index % 251) + 1000 * parameter) },
  ]),
);
const create = (): DenseParameters =>
  createDenseParameters(initial, ["moment"], (name) => (name.endsWith("bias") ? "kept" : "decayed"));

/** Small integers, so that every sum is exact. */
const gradientOf = (name: string, index: number, update: number): number =>
  ((index * 7 + update) % 13) - names.indexOf(name);

function writeGradients(dense: DenseParameters, update: number): void {
  for (const name of names) {
    const gradient = dense.gradient(name);
    for (const index of gradient.keys()) gradient[index] = gradientOf(name, index, update);
  }
}

/** The moment becomes itself plus the gradient, the parameter itself minus the new moment. */
function descend(dense: DenseParameters): number {
  const pieces = dense.pieces();
  for (const { gradient, read, written } of pieces) {
    const [moment, next] = [read.slots.moment ?? [], written.slots.moment ?? new Float32Array()];
    for (const [index, slope] of gradient.entries()) {
      next[index] = (moment[index] ?? NaN) + slope;
      written.parameter[index] = (read.parameter[index] ?? NaN) - (next[index] ?? NaN);
    }
  }
  dense.turn();
  return pieces.length;
}

/** The first entry that is not what a loop over single entries gives. */
function firstFault(dense: DenseParameters, updates: number, slopeOf = gradientOf): string | undefined {
  for (const name of names) {
    const { parameter, slots } = dense.stored(name);
    for (const [index, start] of (initial[name]?.values ?? []).entries()) {
      let [value, moment] = [start, 0];
      for (let update = 1; update <= updates; update++) value -= moment += slopeOf(name, index, update);
      if (parameter[index] !== value || slots.moment?.[index] !== moment) return `${name}[${index}]`;
    }
  }
  return undefined;
}

it("updates each entry of every parameter with its own gradient and slot, piece by piece", () => {
  const dense = create();
  expect(firstFault(dense, 0)).toBeUndefined();
  for (let update = 1; update <= 3; update++) {
    writeGradients(dense, update);
    // 1,200,004 entries in pieces of 524,288, and the bias.
    expect(descend(dense)).toBe(4);
    expect(firstFault(dense, update)).toBeUndefined();
  }
});

it("takes what was accumulated for one update, and then the gradients again", () => {
  const dense = create();
  for (const update of [1, 2]) {
    writeGradients(dense, update);
    dense.accumulate(0.5);
  }
  descend(dense);
  const mean = (name: string, index: number): number => (gradientOf(name, index, 1) + gradientOf(name, index, 2)) / 2;
  expect(firstFault(dense, 1, mean)).toBeUndefined();
  writeGradients(dense, 3);
  descend(dense);
  const then = (name: string, index: number, update: number): number =>
    update === 1 ? mean(name, index) : gradientOf(name, index, 3);
  expect(firstFault(dense, 2, then)).toBeUndefined();
});
