import { expect, it } from "vitest";
import { fuzz, type FuzzedReader } from "./fuzz.ts";
import { watchCases } from "./watch-cases.ts";

/** Of a whole test, on a machine that does other things too; the watch ends a case that does not end. */
const TIMEOUT_MS = 1_200_000;

/**
 * Test that a reader reads or refuses whatever file there is, and nothing else. A case follows from the seed
 * (DALMEUM_FUZZ_SEED, else 1) and its number alone.
 */
export function fuzzReader(reader: FuzzedReader): void {
  const title = `${reader.name}: reads or refuses ${reader.cases.toLocaleString("en")} files changed at random`;
  it(title, { tags: ["slow"], timeout: TIMEOUT_MS }, async () => {
    const seed = Number(process.env.DALMEUM_FUZZ_SEED ?? 1);
    const { read, refused, slowest, mebibytes } = await fuzz(reader, seed, watchCases(`${reader.name}, seed ${seed}`));
    console.log(
      `${reader.name}: seed ${seed}, ${reader.cases} cases, ${read} read, ${refused} refused, ` +
        `slowest ${slowest.toFixed(2)} s, peak ${mebibytes} MiB`,
    );
    // Files that are all read, or all refused, test little.
    expect(Math.min(read, refused)).toBeGreaterThan(0);
  });
}
