import type { Figures } from "../measurement.ts";
import type { Usage } from "../run-command.ts";

/** How often KorSTS the corpora are. */
export const TIMES = [1, 10, 100] as const;

/** One of each of `TIMES`. */
export type Grown = readonly [Usage, Usage, Usage];

/**
 * How much more a pair costs from 10 to 100 times KorSTS than from 1 to 10 times: (f(100) - f(10)) / 90 over (f(10) - f(1)) / 9. 1 where
 * f grows linearly, whatever it begins with; about 10 where with the square.
 */
export function growth(values: readonly [number, number, number]): number {
  const [one, ten, hundred] = values;
  const [first, second, third] = TIMES;
  return (hundred - ten) / (third - second) / ((ten - one) / (second - first));
}

/** A command's figures: what it took of each corpus, and how that grows. */
export function growthFigures([one, ten, hundred]: Grown): Figures {
  const of = (figure: keyof Usage): [number, number, number] => [one[figure], ten[figure], hundred[figure]];
  const columns = (name: string, values: readonly number[]): Figures =>
    Object.fromEntries(values.map((value, index) => [`${name} at ${TIMES[index] ?? ""}`, value]));
  const [seconds, megabytes] = [of("processorSeconds"), of("peakMegabytes")];
  return {
    ...columns("processor, s", seconds),
    "processor, growth": growth(seconds),
    ...columns("peak memory, MB", megabytes),
    "peak memory, growth": growth(megabytes),
    "wall, s at 100": hundred.wallSeconds,
  };
}
