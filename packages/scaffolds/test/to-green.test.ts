import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { z } from "zod";
import { createScaffold, MODULE_KINDS, type ModuleKind } from "../src/index.ts";
import { PLACES } from "../src/kinds.ts";
import { copyPackages } from "./module-workspace.ts";
import { SOLUTIONS } from "./solutions.ts";

const requireHere = createRequire(import.meta.url);

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), ancestorTitles: z.array(z.string()) })),
    }),
  ),
});

/** What a program says; these exit with 1 where they find something. */
function run(cwd: string, program: string, ...argv: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...argv], { cwd, maxBuffer: 1 << 26 }, (_error, stdout) => {
      resolve(stdout);
    });
  });
}

/** Of each test file how many tests of its contract, and others, pass and fail. */
async function testsOf(root: string): Promise<Readonly<Record<string, readonly [contract: string, own: string]>>> {
  const vitest = join(dirname(requireHere.resolve("vitest/package.json")), "vitest.mjs");
  const report = reportSchema.parse(
    JSON.parse(await run(root, vitest, "run", "--reporter=json", "--no-isolate", "--maxWorkers=1")),
  );
  const statusOf = (results: readonly { status: string }[]): string =>
    [...new Set(results.map(({ status }) => status))].toSorted().join(" and ");
  return Object.fromEntries(
    report.testResults.map(({ name, assertionResults }) => {
      const isContract = ({ ancestorTitles }: { ancestorTitles: readonly string[] }): boolean =>
        ancestorTitles.some((title) => title.includes("keeps the contract of"));
      const own = assertionResults.filter((result) => !isContract(result));
      return [name.slice(root.length + 1), [statusOf(assertionResults.filter(isContract)), statusOf(own)]];
    }),
  );
}

interface Made {
  readonly kind: ModuleKind;
  readonly code: string;
  readonly test: string;
  /** The test, relative to the root. */
  readonly shown: string;
}

const nameOf = (kind: string): string => `log-ratio-${kind}`;

it(
  "begins a module of each kind with a test that fails, and goes green",
  { tags: ["slow"], timeout: 240_000 },
  async () => {
    const root = copyPackages([...new Set(Object.values(PLACES).map(({ folder }) => folder))]);
    const made: Made[] = [];
    for (const kind of MODULE_KINDS) {
      const { folder, within } = PLACES[kind];
      const { created, edited } = await createScaffold(root, {
        ...{ kind, name: nameOf(kind), owner: undefined },
        ...{ from: "baseline", data: undefined },
      });
      const file = `${folder}/src/${within}${nameOf(kind)}`;
      expect(created.toSorted()).toEqual(
        [`.changeset/new-${kind}-${nameOf(kind)}.md`, `${file}.test.ts`, `${file}.ts`].toSorted(),
      );
      expect(edited).toEqual([`${folder}/src/index.ts`]);
      made.push({
        kind,
        code: join(root, `${file}.ts`),
        test: join(root, `${file}.test.ts`),
        shown: `${file}.test.ts`,
      });
    }
    const files = made.flatMap(({ code, test }) => [code, test]);

    const types = join(workspaceRoot, "packages/scaffolds/node_modules/@types");
    const base = { extends: join(workspaceRoot, "packages/config/tsconfig.base.json") };
    writeFileSync(
      join(root, "tsconfig.json"),
      JSON.stringify({ ...base, compilerOptions: { typeRoots: [types] }, files }),
    );
    const tsc = join(dirname(requireHere.resolve("typescript/package.json")), "bin/tsc");
    expect(await run(root, tsc, "--noEmit")).toBe("");

    writeFileSync(
      join(root, "vitest.config.mjs"),
      `export default ${JSON.stringify({ test: { include: made.map(({ shown }) => shown) } })}`,
    );
    const before = await testsOf(root);
    // A model that cannot be made skips its contract.
    for (const { shown } of made)
      expect(before[shown], shown).toEqual([expect.stringMatching(/failed|skipped/), "failed"]);

    for (const { kind, code, test } of made) {
      const { imports, code: written, value } = SOLUTIONS[kind];
      const scaffold = readFileSync(code, "utf8");
      const solved = scaffold.replace(/\(\) => (\(\) => )?\{\s+throw new Error\([^]*?\);\s+\}/, () => written);
      expect(solved).not.toBe(scaffold);
      writeFileSync(code, imports + solved);
      const asked = readFileSync(test, "utf8");
      expect(asked).toContain(value[0]);
      writeFileSync(test, asked.replace(/^.*in place of.*$/gm, "").replace(...value));
    }
    expect(await testsOf(root)).toEqual(Object.fromEntries(made.map(({ shown }) => [shown, ["passed", "passed"]])));
  },
);
