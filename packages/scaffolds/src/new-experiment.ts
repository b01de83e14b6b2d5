import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { expectExperiment, readManifest } from "@dalmeum/experiments";
import { fitJson, readJson } from "@dalmeum/files";
import { z } from "zod";
import type { Change } from "./change.ts";
import {
  definitionStart,
  propertyRange,
  type Range,
  replaceRanges,
  stringRanges,
  wholePropertyRange,
} from "./source-tokens.ts";

export interface NewExperimentOptions {
  /** The experiment that it begins as. */
  readonly from: string;
  /** Folder of a dataset in place of the one that it reads; undefined where that stays. */
  readonly data: string | undefined;
}

const DEFINITION = "experiment.ts";
const SETTINGS = ["tsconfig.json", "turbo.json"];
const texts = z.record(z.string(), z.string());
const manifestSchema = z.object({ scripts: texts.default({}), dependencies: texts.default({}) });

/**
 * An experiment that begins as another, with a hypothesis that is still to be written: without it, it does not train.
 * @throws UserError where there is no such experiment or dataset, or it reads several.
 */
export function newExperiment(root: string, name: string, { from, data }: NewExperimentOptions): readonly Change[] {
  const source = join(root, "experiments", expectExperiment(root, from));
  const folder = `experiments/${name}`;
  const read = (file: string): string => readFileSync(join(source, file), "utf8");
  const definition = read(DEFINITION);
  const former = data === undefined ? undefined : readsOne(from, definition);
  const copied = readdirSync(source).filter((file) => SETTINGS.includes(file) || file.endsWith(".ts"));
  return [
    ...copied.map((file): Change => {
      const text = file === DEFINITION ? experimentText(definition, from, data) : read(file);
      return { kind: "create", path: `${folder}/${file}`, text };
    }),
    {
      kind: "create",
      path: `${folder}/package.json`,
      text: manifestText(join(source, "package.json"), {
        ...{ name, from },
        renamed:
          data === undefined || former === undefined ? {} : { [packageName(root, former)]: packageName(root, data) },
      }),
    },
  ];
}

/** @throws UserError where the folder is no dataset. */
const packageName = (root: string, folder: string): string => readManifest(join(root, folder)).name;

/** Datasets are named by their folders. */
const DATASETS = "datasets/";

function readsOne(from: string, definition: string): string {
  const [folder, ...others] = new Set(stringRanges(definition, DATASETS).map(({ text }) => text));
  if (folder !== undefined && others.length === 0) return folder;
  const found = folder === undefined ? "none by its name" : [folder, ...others].join(" and ");
  throw new UserError(
    `${from} reads ${found}, and --data is for one that reads one dataset: leave --data out, and change experiment.ts`,
  );
}

function experimentText(definition: string, from: string, data: string | undefined): string {
  const replacements: { range: Range; text: string }[] = [];
  const hypothesis = data === undefined ? againstControl(from) : FIRST_ON_DATA;
  const former = propertyRange(definition, "hypothesis");
  const start = definitionStart(definition);
  if (former !== undefined) replacements.push({ range: former, text: hypothesis });
  else if (start !== undefined) replacements.push({ range: [start, start], text: `${hypothesis},\n  ` });
  if (data !== undefined) {
    for (const { range } of stringRanges(definition, DATASETS))
      replacements.push({ range, text: JSON.stringify(data) });
    // What is kept of the former data is nothing to keep of others.
    const leakage = wholePropertyRange(definition, "leakage");
    if (leakage !== undefined && definition.slice(...leakage).includes('"keep"')) {
      replacements.push({ range: leakage, text: "" });
    }
  }
  return replaceRanges(definition, replacements);
}

/** Every other option stays as the control has it, so that one thing differs. */
const againstControl = (control: string): string => `hypothesis: {
    // In a sentence: what this changes of ${control}, and what that is to do. Then change that one thing below.
    claim: "",
    control: "${control}",
    metric: "pearson",
    // What is worth having, in units of the metric.
    smallestDifference: 0.002,
  }`;

/** Experiments on other data cannot be compared. */
const FIRST_ON_DATA = `// In a sentence: what this is to show.
  hypothesis: ""`;

function manifestText(
  path: string,
  changes: { readonly name: string; readonly from: string; readonly renamed: Readonly<Record<string, string>> },
): string {
  const { name, from, renamed } = changes;
  const written = readJson(path, z.record(z.string(), z.unknown()));
  const manifest = fitJson(path, written, manifestSchema);
  const command = new RegExp(`(\\bdalmeum [a-z]+ )${from}(?![\\w-])`, "g");
  const dependencies = Object.entries(manifest.dependencies).map(
    ([each, version]) => [renamed[each] ?? each, version] as const,
  );
  return `${JSON.stringify(
    {
      ...written,
      name: `@dalmeum/experiment-${name}`,
      version: "0.0.0",
      description: "Say in a line what it tries.",
      scripts: Object.fromEntries(
        Object.entries(manifest.scripts).map(([script, text]) => [script, text.replace(command, `$1${name}`)]),
      ),
      dependencies: Object.fromEntries(dependencies.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    },
    null,
    2,
  )}\n`;
}
