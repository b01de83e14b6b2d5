import { existsSync } from "node:fs";
import { insideRoot, findLeakage } from "@dalmeum/data";
import { counted, type SentencePair } from "@dalmeum/contracts";
import { dataFiles, dataSource, type LoadedExperiment, loadExperiment, loadMembers } from "@dalmeum/experiments";
import { sha256File } from "@dalmeum/files";
import { type GateVerdict, passed, verdictOf, warning } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

/** Every run counts once, and was made on today's data. */
export async function checkRuns({ root, manifest }: GateTask): Promise<readonly GateVerdict[]> {
  const runs = manifest.members.flatMap((member) => member.runs);
  const paths = new Set<string>();
  const identities = new Set<string>();
  const twice: string[] = [];
  for (const { path, identity } of runs) {
    if (paths.has(path)) twice.push(`${path} comes twice`);
    else if (identities.has(identity)) twice.push(`${path} is a run that is there under another name`);
    paths.add(path);
    identities.add(identity);
  }
  const stale = runs.flatMap(({ path, data }) =>
    Object.entries(data).flatMap(([file, hash]) => {
      const at = insideRoot(root, file);
      if (!existsSync(at)) return [`${path} was trained on ${file}, which is not there`];
      return sha256File(at) === hash ? [] : [`${path} was trained on another ${file} than today's`];
    }),
  );
  for (const { experiment, runs: ofMember } of manifest.members) {
    const read = await dataFiles(await loadExperiment(root, experiment));
    for (const { path, data } of ofMember) {
      const unnamed = read.filter((file) => data[file] === undefined);
      if (unnamed.length > 0) stale.push(`${path}: found no hash of ${unnamed.join(", ")}, which ${experiment} reads`);
      else if (Object.keys(data).length === 0) stale.push(`${path}: found no file that it was trained on`);
    }
  }
  const earlier = runs.filter(({ code }) => code === null).length;
  return [
    verdictOf("runs", `${counted(runs.length, "run")}, each once`, twice),
    verdictOf("data", "every run was trained on today's data", stale),
    ...(earlier === 0
      ? []
      : [
          passed(
            "identity",
            `${counted(earlier, "run")} named after the source of whole packages, as was done before: commits alone tell their code`,
          ),
        ]),
  ];
}

/** No row of dev or test is trained on, and no sentence of theirs, unless an experiment says that it keeps them. */
export async function checkTrainingRows({ root, manifest, dataset }: GateTask): Promise<readonly GateVerdict[]> {
  const verdicts: GateVerdict[] = [];
  const members = await Promise.all(manifest.members.map(({ experiment }) => loadExperiment(root, experiment)));
  for (const loaded of (await Promise.all(members.map(trainedOf))).flat()) {
    const { reference } = loaded;
    const { train } = await (await dataSource(loaded)).load(root);
    const judged = { dev: dataset.dev, test: dataset.test };
    const rows = Object.entries(judged).flatMap(([name, pairs]) => rowsIn(train, pairs, name));
    const { experiment } = loaded;
    const text =
      experiment.kind === "predictions"
        ? `${reference}: no id of the training data is one of dev or test; what trained it is not known`
        : `${reference} trains on no row of dev or test`;
    verdicts.push(verdictOf("training rows", text, rows));
    const leaks = new Set(findLeakage(train, judged).map(({ trainId }) => trainId)).size;
    verdicts.push(leakage(loaded, reference, leaks));
  }
  return verdicts;
}

/** The experiments that train: of an ensemble its members, over however many others; and those whose weights they start from. */
async function trainedOf(loaded: LoadedExperiment): Promise<readonly LoadedExperiment[]> {
  const { experiment, origin } = loaded;
  if (origin !== undefined) return [loaded, ...(await trainedOf(origin))];
  if (experiment.kind !== "ensemble") return [loaded];
  const members = await loadMembers({ ...loaded, experiment });
  return (await Promise.all(members.map(trainedOf))).flat();
}

function rowsIn(train: readonly SentencePair[], judged: readonly SentencePair[], name: string): readonly string[] {
  const ids = new Set(judged.map(({ id }) => id));
  return train.filter(({ id }) => ids.has(id)).map(({ id }) => `training id "${id}" is a row of ${name}`);
}

function leakage({ experiment }: LoadedExperiment, reference: string, leaks: number): GateVerdict {
  if (experiment.kind === "predictions") {
    const made = `made by ${experiment.madeBy}: what it was trained on is not known`;
    const shared = leaks === 0 ? "" : `; ${counted(leaks, "training pair")} share a sentence with dev or test`;
    return warning("leakage", `${reference}: ${made}${shared}`);
  }
  const kept = "leakage" in experiment && experiment.leakage === "keep";
  if (leaks === 0) return passed("leakage", `${reference}: no training pair shares a sentence with dev or test`);
  if (kept) {
    return warning(
      "leakage",
      `${reference} keeps ${counted(leaks, "training pair")} that share a sentence with dev or test; dev looks better than it is`,
    );
  }
  return passed(
    "leakage",
    `${reference}: ${counted(leaks, "training pair")} that share a sentence with dev or test are left out`,
  );
}
