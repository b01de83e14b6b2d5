import { count, type ExportedModel, type PythonUsage } from "@dalmeum/contracts";
import { insideRoot } from "@dalmeum/data";
import { type LoadedExperiment, packageFolderOf, readManifest, type TrainingExperiment } from "@dalmeum/experiments";
import type { Commit, FoundRun } from "@dalmeum/runs";
import { metric } from "@dalmeum/reports";
import type { Agreement } from "./check-export.ts";

export interface ModelCardOptions {
  readonly found: FoundRun<TrainingExperiment>;
  readonly exported: ExportedModel;
  readonly notes: readonly string[];
  readonly agreement?: Agreement;
}

/** README.md of an export: what run.json says, and how Python loads the folder. */
export function modelCard({ found, exported, notes, agreement }: ModelCardOptions): string {
  const sections = [
    frontMatter(exported),
    introduction(found, exported),
    "## Use",
    ...exported.usage.flatMap(usage),
    "Each program defines `scores(pairs)`. So does the command: `npx dalmeum predict <this folder> --input pairs.csv --output scores.csv`.",
    ...(notes.length > 0 ? ["## To know", list(notes)] : []),
    "## Numbers",
    numbers(found),
    ...(agreement ? [agreementText(found, agreement)] : []),
    "## Training",
    training(found),
  ];
  return `${sections.join("\n\n")}\n`;
}

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join("\n");

function frontMatter({ files, license, usage: ways }: ExportedModel): string {
  const library = ways.some(({ title }) => title === "sentence-transformers")
    ? "sentence-transformers"
    : "transformers";
  return [
    "---",
    "language: ko",
    ...(license === undefined ? [] : [`license: ${license}`]),
    `library_name: ${library}`,
    "pipeline_tag: sentence-similarity",
    "tags:",
    ...["dalmeum", "sentence-similarity", ...("modules.json" in files ? ["sentence-transformers"] : [])].map(
      (tag) => `  - ${tag}`,
    ),
    "---",
  ].join("\n");
}

function introduction({ record }: FoundRun<TrainingExperiment>, { reading }: ExportedModel): string {
  const { experiment, seed, hypothesis } = record;
  const kind =
    reading.sequencesPerPair === 2
      ? "A bi-encoder: each sentence becomes a vector, and the vectors are compared."
      : "A cross-encoder: it reads both sentences together.";
  return [
    `# ${experiment}, seed ${seed}`,
    `How alike two Korean sentences are in meaning, on a scale of 0 to 5; scores are not clipped to it. ${kind}`,
    ...(hypothesis === undefined
      ? []
      : [`The experiment's hypothesis: ${typeof hypothesis === "object" ? hypothesis.claim : hypothesis}`]),
  ].join("\n\n");
}

const usage = ({ title, code }: PythonUsage): readonly string[] => [
  `With ${title}:`,
  ["```python", code, "```"].join("\n"),
];

function numbers({ loaded, record }: FoundRun<TrainingExperiment>): string {
  const { dev } = record.result;
  const rows = Object.entries({ Pearson: dev.pearson, Spearman: dev.spearman }).map(
    ([name, { estimate, low, high, level }]) =>
      `| ${name} | ${metric(estimate)} | ${metric(low)} to ${metric(high)} (${Math.round(level * 100)} %) |`,
  );
  const { seeds, hooks } = loaded.experiment;
  const stopped = hooks.some(({ name }) => name === "earlyStopping");
  return [
    `On the ${count(dev.pairs)} dev pairs; the interval is a bootstrap over them.`,
    ["| metric | value | interval |", "| --- | --- | --- |", ...rows].join("\n"),
    `This is one run, of seed ${record.seed}; the experiment names ${seeds.length === 1 ? "that seed alone" : `the seeds ${seeds.join(", ")}`}. ` +
      (stopped
        ? "Early stopping chose its parameters by dev Pearson, so that the value is too high for new pairs. "
        : "Its training did not look at dev; whoever chose between experiments may have. ") +
      "It has been measured on no other data.",
  ].join("\n\n");
}

const agreementText = ({ record }: FoundRun<TrainingExperiment>, { pairs, oddPairs, largest }: Agreement): string =>
  `The run computed in ${record.inputs.engine.precision} with ${record.inputs.engine.name}. On its first ${count(pairs)} dev ` +
  `pairs and ${count(oddPairs)} odd ones (decomposed, with joiners, unknown words, added tokens, too long, empty) model.onnx gives ${closeness(largest)}.`;

/** Of scores that differ by `largest` at most. */
export const closeness = (largest: number): string =>
  largest === 0 ? "the same scores" : `the same scores to ${largest.toExponential(0)}`;

function training({ loaded, path, record }: FoundRun<TrainingExperiment>): string {
  const { commit, inputs, result, identity } = record;
  return [
    list([
      `Run \`${path}\`, identity \`${identity}\``,
      commitText(commit),
      `By its record ${count(result.trainPairs)} training pairs, augmented ones included; finished ${result.finishedAt}`,
      ...Object.keys(inputs.data).map((file) => `Data \`${file}\`${licenseText(loaded, file)}`),
      ...Object.keys(inputs.checkpoint).map((file) => `Started from \`${file}\``),
      ...(inputs.starts ?? []).map((start) => `Then from what the run of identity \`${start.identity}\` had trained`),
    ]),
    "Everything it was told:",
    ["```json", JSON.stringify(inputs.options, null, 2), "```"].join("\n"),
  ].join("\n\n");
}

const commitText = (commit: Commit): string =>
  commit === "unknown"
    ? "Commit unknown: git could not be read"
    : `Commit \`${commit.hash}\`${commit.dirty ? ", with changes that were not committed" : ""}`;

function licenseText({ root }: LoadedExperiment, file: string): string {
  const folder = packageFolderOf(root, insideRoot(root, file));
  const license = folder === undefined ? undefined : readManifest(folder).license;
  return license === undefined ? ", whose package names no license" : `, ${license}`;
}
