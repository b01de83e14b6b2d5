import { join } from "node:path";
import { counted, createRng, type Prediction, SCORE_RANGE, type SentencePair } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import { type LoadedExperiment, loadExperiment } from "@dalmeum/experiments";
import { checkRunFiles, differences, memberPredictions, type PastRun, RUN_FILES, runState } from "@dalmeum/runs";
import { codeHash, type MemberRun, SUBMISSION } from "../manifest.ts";
import { type Kept, KEPT, memberFolder, sixDigits } from "../submission-folder.ts";
import { type GateVerdict, passed, verdictOf, warning } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

/** A run that the manifest names, and that is here or was fetched. */
interface FoundMember extends PastRun {
  readonly path: string;
  readonly run: MemberRun;
}

/** Last digits are kept, so that rounding the same numbers gives the same. */
const PREDICTION_TOLERANCE = 1.5e-6;
/** Test rows that weights predict anew. */
const SAMPLE = 32;
/**
 * How far predictions of the same weights may lie apart: other batches round otherwise, the more so where products' factors are
 * shorter. TF32 keeps three bits more than bfloat16.
 */
const APART: Readonly<Record<string, number>> = { float32: 0.01, tf32: 0.15 / 8, bfloat16: 0.15 };

/**
 * The runs that the manifest names are looked for here and in the team's store, whose signature counts: commit, code, data and engine
 * are theirs, what each member predicted is the mean of its runs, and weights that are here predict some rows anew. Runs whose
 * identity is of the earlier kind are not looked for.
 */
export async function checkMembers(task: GateTask): Promise<readonly GateVerdict[]> {
  const { root, manifest, tools } = task;
  const [problems, missing]: [string[], string[]] = [[], []];
  const told = { found: 0, sampled: 0 };
  for (const { experiment, runs } of manifest.members) {
    const named = runs.filter(({ code }) => code !== null);
    const loaded = await loadExperiment(root, experiment);
    const found: FoundMember[] = [];
    for (const run of named) {
      const member = await findMember(task, loaded, run);
      if (member === undefined) missing.push(run.path);
      else found.push(member);
    }
    told.found += found.length;
    problems.push(...found.flatMap(recordedOtherwise));
    if (found.length === runs.length) problems.push(...predictedOtherwise(task, experiment, found));
    for (const member of found) {
      const sampled = await sampleProblems(task, loaded, member);
      if (sampled === undefined) continue;
      told.sampled++;
      problems.push(...sampled);
    }
    for (const member of found) problems.push(...((await tools.storedOtherwise?.(member)) ?? []));
  }
  if (told.found + missing.length === 0) return [];
  const text = `${counted(told.found, "run")} here or in the store, which predicted what is submitted; weights of ${told.sampled} predict test rows anew`;
  if (missing.length === 0 || problems.length > 0) return [verdictOf("members", text, problems)];
  const lacking = `${missing.join(", ")}: not here`;
  return tools.fetch === undefined
    ? [warning("members", `${lacking}, and no store of runs is set: what they predicted is believed`)]
    : [
        ...(told.found > 0 ? [passed("members", text)] : []),
        verdictOf("members", "", [
          `${lacking}, nor believed in the store; whoever has them pushes them: \`npx dalmeum runs push\``,
        ]),
      ];
}

async function findMember(
  { root, tools }: GateTask,
  loaded: LoadedExperiment,
  run: MemberRun,
): Promise<FoundMember | undefined> {
  const folder = join(root, run.path);
  const state = runState(folder);
  if (state.kind === "finished" && state.record.identity === run.identity) {
    checkRunFiles(folder, state.record);
    return { folder, record: state.record, path: run.path, run };
  }
  if (state.kind !== "missing") return undefined;
  const fetched = await tools.fetch?.({ experimentFolder: loaded.folder, identity: run.identity, weights: false });
  return fetched && { ...fetched, path: run.path, run };
}

/** What the manifest says of a run, beside the run's own record. */
function recordedOtherwise({ run, record: { inputs, commit }, path }: FoundMember): readonly string[] {
  const { code, data, engine } = run;
  const own = { commit, code: codeHash(inputs.code), data: inputs.data, engine: inputs.engine };
  return differences({ commit: run.commit, code, data, engine }, own, path);
}

/** What a member predicted, beside the mean of its runs. */
function predictedOtherwise(
  { folder, manifest, dataset }: GateTask,
  reference: string,
  runs: readonly FoundMember[],
): readonly string[] {
  const pairsOf: Readonly<Record<Kept, readonly SentencePair[]>> = {
    heldOut: dataset.train,
    dev: dataset.dev,
    test: dataset.test,
  };
  const of =
    manifest.members.length === 1 && manifest.experiment === reference ? folder : memberFolder(folder, reference);
  return KEPT.flatMap((set) => {
    const file = RUN_FILES[set];
    if (!runs.every(({ record }) => file in record.result.files)) return [];
    const expected = memberPredictions({ reference, runs }, set, pairsOf[set]);
    const kept = new Map(readPredictions(join(of, file)).map(({ id, prediction }) => [id, prediction]));
    const wrong = expected.filter(
      ({ id, prediction }) => !(Math.abs((kept.get(id) ?? NaN) - sixDigits(prediction)) <= PREDICTION_TOLERANCE),
    );
    const [first] = wrong;
    if (first === undefined) return [];
    return [
      `${reference}: ${counted(wrong.length, "row")} of ${file} ${wrong.length === 1 ? "is" : "are"} not what its runs predicted: ` +
        `id "${first.id}" has ${kept.get(first.id) ?? "none"}, they ${sixDigits(first.prediction)}`,
    ];
  });
}

/** Rows that a run's weights predict otherwise than its file says; undefined where there are no weights to ask. */
async function sampleProblems(
  { dataset, manifest, tools }: GateTask,
  loaded: LoadedExperiment,
  member: FoundMember,
): Promise<readonly string[] | undefined> {
  const { record, folder, path } = member;
  const predicted = new Map(
    readPredictions(join(folder, RUN_FILES.test)).map(({ id, prediction }) => [id, prediction]),
  );
  // Which rows it will be, nobody knows who writes the CSV.
  const rng = createRng(Number.parseInt((manifest.files[SUBMISSION] ?? "").slice(0, 8), 16) || 0);
  const pairs = rng.shuffle([...dataset.test]).slice(0, SAMPLE);
  const anew = await tools.predict?.(loaded, member, pairs);
  if (anew === undefined) return undefined;
  const apart = APART[record.inputs.engine.precision] ?? SCORE_RANGE.maximum;
  const wrong = anew.filter(({ id, prediction }) => !(Math.abs((predicted.get(id) ?? NaN) - prediction) <= apart));
  return wrong.slice(0, 1).map((row: Prediction) => {
    const said = predicted.get(row.id) ?? "none";
    return `${path}: its weights predict ${wrong.length} of ${pairs.length} test rows otherwise: id "${row.id}" has ${said}, they ${row.prediction.toFixed(4)}`;
  });
}
