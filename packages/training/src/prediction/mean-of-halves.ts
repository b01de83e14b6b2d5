import type { Outputs } from "./run-batches.ts";

/** (x_i + x_(i + n / 2)) / 2 of each output: what pairs and the same with their sentences swapped have in common. */
export const meanOfHalves = (outputs: Outputs): Outputs =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, values]) => {
      const half = values.length / 2;
      return [name, values.slice(0, half).map((value, index) => (value + (values[half + index] ?? NaN)) / 2)];
    }),
  );
