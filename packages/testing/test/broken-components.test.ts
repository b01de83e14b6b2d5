import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";

const report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({
          status: z.string(),
          title: z.string(),
          ancestorTitles: z.array(z.string()),
          failureMessages: z.array(z.string()),
        }),
      ),
    }),
  ),
});

type Failed = Readonly<Record<string, string>>;

/** By suite, of a vitest of its own on broken/components.ts: what failed, and its message. */
async function failures(): Promise<Readonly<Record<string, Failed>>> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
  const config = join(import.meta.dirname, "broken/vitest.config.mjs");
  const output = await new Promise<string>((resolve) => {
    // It exits with 1, as it should.
    execFile(process.execPath, [vitest, "run", "--config", config, "--reporter=json"], (_error, stdout) => {
      resolve(stdout);
    });
  });
  const found: Record<string, Record<string, string>> = {};
  for (const { assertionResults } of report.parse(JSON.parse(output)).testResults) {
    for (const { status, title, ancestorTitles, failureMessages } of assertionResults) {
      const suite = (found[ancestorTitles.join(" > ").replace(/ keeps the contract.*/, "")] ??= {});
      if (status === "failed") suite[title] = failureMessages.join("\n");
    }
  }
  return found;
}

const found = await failures();

it("each suite finds the fault of a broken component, and only that", () => {
  const titles = Object.entries(found).map(([suite, failed]) => [suite, Object.keys(failed)] as const);
  expect(Object.fromEntries(titles)).toEqual({
    "squaredGap whose record says squaredError": ["has the name of its function"],
    unlistedError: ["is exported by its package's index.ts"],
    forgetfulError: ["records its options"],
    "squaredError that counts padding": ["ignores rows of weight 0", "stays finite where every row is padding"],
    "squaredError that broadcasts": [
      "ignores rows of weight 0",
      "refuses shapes that differ, and ranks other than 1, and tells both shapes",
    ],
    "squaredError that reads a tensor back": ["leaves its inputs alone, leaks no tensor and reads none back"],
    "squaredError that knows the order of rows": ["knows no order of rows"],
    "squaredGap that counts padding": ["ignores rows of weight 0", "stays finite where every row is padding"],
    "squaredGap that divides by a length": [
      "ignores rows of weight 0",
      "stays finite with vectors of zero",
      "stays finite with first sentences of zero",
    ],
    "letterOverlap that pools padding": ["gives the same outputs at a longer padded length"],
    "letterOverlap that keeps its letters from the encoder": [
      "applies as its heads' outputs of its encoder's vectors, each with its own parameters",
    ],
    "gradientDescent that mixes rows": [
      "updates some rows of a table as it updates the whole table",
      "updates the parameters of a group end to end as it updates each",
    ],
    "gradientDescent that is not clipped": ["scales gradients as if they had come scaled"],
    "gradientDescent whose groups have several rules": [
      "updates the parameters of a group end to end as it updates each",
    ],
    "uphill that counts padding": ["ignores rows of weight 0"],
    "uphill that divides by a gradient": ["stays finite where the loss is 0 times as large"],
    "repeatPairs without a seed": ["gives the same pairs for the same seed"],
    "repeatPairs that repeats ids": ["keeps ids unique, also on its own result"],
    "repeatPairs that pretends to be random": ["gives other pairs for another seed"],
    "repeatPairs that moves given pairs": [
      "leaves its input alone and returns what stays of it first",
      "makes new pairs, each valid and traceable to a given one",
      "takes twice as many pairs",
    ],
    "repeatPairs that takes syllables apart": [
      "makes new pairs, each valid and traceable to a given one",
      "takes twice as many pairs",
    ],
    "firstMember that joins by position": ["joins by id: the order of a member's rows changes nothing"],
    "commonWord that reads the score it is to predict": ["reads no score of the pair that it predicts"],
    "commonWord that is not finite for empty text": ["gives a finite number for any text"],
  });
});

it.each([
  [
    "squaredGap whose record says squaredError",
    "has the name of its function",
    /found name "squaredError", expected "squaredGap", as the function and this suite are called/,
  ],
  [
    "unlistedError",
    "is exported by its package's index.ts",
    /testing\/test\/index\.ts: found no unlistedError, expected .*: export \{ unlistedError \} from "\.\/broken\/components\.ts"/,
  ],
  ["forgetfulError", "records its options", /found options \{\}, .*whatever tau may be; .*options: \{ tau \}/],
  [
    "squaredError that counts padding",
    "ignores rows of weight 0",
    /value: found [\d.]+, expected [\d.]+, of\n {2}predictions {2}0\.5, .*\n {2}targets .*\n {2}weights .*\nRows of weight 0 are padding/,
  ],
  [
    "squaredGap that divides by a length",
    "stays finite with vectors of zero",
    /value: found NaN, expected a finite number, of\n {2}sentence1 {2}\[0, 0, 0, 0\].*\n[^]*\nKeep away from 0/,
  ],
])("%s %s: inputs and what to change are told", (suite, title, message) => {
  expect(found[suite]?.[title]).toMatch(message);
});
