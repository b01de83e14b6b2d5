import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";

const report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ status: z.string(), title: z.string(), ancestorTitles: z.array(z.string()) }),
      ),
    }),
  ),
});

/** Failed tests by suite, of a vitest of its own on broken/components.ts. */
async function failures(): Promise<Readonly<Record<string, readonly string[]>>> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
  const config = join(import.meta.dirname, "broken/vitest.config.mjs");
  const output = await new Promise<string>((resolve) => {
    // It exits with 1, as it should.
    execFile(process.execPath, [vitest, "run", "--config", config, "--reporter=json"], (_error, stdout) => {
      resolve(stdout);
    });
  });
  const found: Record<string, string[]> = {};
  for (const { assertionResults } of report.parse(JSON.parse(output)).testResults) {
    for (const { status, title, ancestorTitles } of assertionResults) {
      const suite = (found[ancestorTitles.join(" > ").replace(/ keeps the contract.*/, "")] ??= []);
      if (status === "failed") suite.push(title);
    }
  }
  return found;
}

it("each suite finds the fault of a broken component, and only that", async () => {
  expect(await failures()).toEqual({
    "a loss that counts padding": ["ignores rows of weight 0", "stays finite where every row is padding"],
    "a loss that broadcasts": [
      "ignores rows of weight 0",
      "refuses shapes that differ, and ranks other than 1, and tells both shapes",
    ],
    "a loss that reads a tensor back": ["leaves its inputs alone, leaks no tensor and reads none back"],
    "a loss that knows the order of rows": ["knows no order of rows"],
    "a loss on vectors that counts padding": ["ignores rows of weight 0", "stays finite where every row is padding"],
    "a loss on vectors that divides by a length": [
      "ignores rows of weight 0",
      "stays finite with vectors of zero",
      "stays finite with first sentences of zero",
    ],
    "a model that pools padding": ["gives the same outputs at a longer padded length"],
    "an optimizer that mixes rows": [
      "updates some rows of a table as it updates the whole table",
      "updates the parameters of a group end to end as it updates each",
    ],
    "an optimizer that is not clipped": ["scales gradients as if they had come scaled"],
    "an optimizer whose groups have several rules": ["updates the parameters of a group end to end as it updates each"],
    "a technique that counts padding": ["ignores rows of weight 0"],
    "a technique that divides by a gradient": ["stays finite where the loss is 0 times as large"],
    "an augmentation without a seed": ["gives the same pairs for the same seed"],
    "an augmentation that repeats ids": ["keeps ids unique, also on its own result"],
    "an augmentation that pretends to be random": ["gives other pairs for another seed"],
    "an augmentation that moves given pairs": [
      "leaves its input alone and returns what stays of it first",
      "makes new pairs, each valid and traceable to a given one",
      "takes twice as many pairs",
    ],
    "an augmentation that takes syllables apart": [
      "makes new pairs, each valid and traceable to a given one",
      "takes twice as many pairs",
    ],
    "an ensembler that joins by position": ["joins by id: the order of a member's rows changes nothing"],
    "a learner that reads the score it is to predict": ["reads no score of the pair that it predicts"],
    "a learner that is not finite for empty text": ["gives a finite number for any text"],
  });
});
