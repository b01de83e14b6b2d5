import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineCode } from "@dalmeum/runtimes";
import { UserError } from "@dalmeum/contracts";
import { loadExperiment, type LoadedExperiment } from "@dalmeum/experiments";
import { sha256File } from "@dalmeum/files";
import { tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { createRunCodeReader, type ReadRunCode } from "../src/code/run-code.ts";
import { runFolder, writeRecord } from "../src/folders/run-folder.ts";
import { runInputs } from "../src/identity/run-inputs.ts";
import { RUN_FILES } from "../src/record/run-files.ts";
import { runIdentity } from "../src/record/run-identity.ts";
import { runKeys } from "../src/record/run-key.ts";
import type { RunInputs, RunMetrics } from "../src/record/run-record.ts";
import type { WorkspaceCopy } from "./workspace-copy.ts";

const blendOf = (ensembler: string, members: readonly string[]): string =>
  `import { ${ensembler} } from "@dalmeum/ensembling";
import { defineEnsemble } from "@dalmeum/experiments";
export default defineEnsemble({ hypothesis: "It runs", members: ${JSON.stringify(members)}, ensembler: ${ensembler}() });
`;
const BLENDS: Readonly<Record<string, string>> = {
  "smoke-blend": blendOf("nonNegativeLeastSquares", ["smoke", "lexical"]),
  "cosent-mean": blendOf("mean", ["folded-cosent", "lexical"]),
};
/** Experiments of this workspace, and two blends of them. */
const EXPERIMENTS = ["smoke", "folded-cosent", "lexical", ...Object.keys(BLENDS)];
export const DATA = ["train", "dev", "test"].map((name) => `datasets/korsts/${name}.csv`);
export const CHECKPOINT = "checkpoints/e5-small-ko";
const ENGINES = ["onnxruntime", "openvino", "tensorflow", "xla"];

/** What identities are asked of, by what the table calls it; `smoke on <engine>` for each engine. */
export type Identities = Readonly<Record<string, string>>;

/** A place where experiments of this workspace, loaded once, have data, checkpoint and runs; their code is a copy's. */
export interface Subjects {
  readonly root: string;
  /** Of an experiment whose file is loaded anew, as it stands in the copy now. */
  identityOf(name: string): Promise<string>;
  /** Of what stands in the copy now; an ensemble whose members are stale has the reason in place of one. */
  identities(): Promise<Identities>;
  /** Leave behind runs of all members, each predicting this. */
  trainMembers(prediction: string): Promise<void>;
  removeRuns(): void;
  dispose(): void;
}

export async function createSubjects(copy: WorkspaceCopy): Promise<Subjects> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "subjects-")));
  for (const [name, source] of Object.entries(BLENDS)) {
    const [folder, like] = [name, "blend"].map((each) => join(copy.root, "experiments", each));
    cpSync(like ?? "", folder ?? "", { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(folder ?? "", "experiment.ts"), source);
  }
  const place = (name: string, likeName: string, source: string): Promise<LoadedExperiment> => {
    const folder = join(root, "experiments", name);
    mkdirSync(folder, { recursive: true });
    symlinkSync(join(workspaceRoot, "experiments", likeName, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "experiment.ts"), source);
    return loadExperiment(root, name);
  };
  cpSync(join(workspaceRoot, tinyCheckpoint), join(root, CHECKPOINT), { recursive: true });
  mkdirSync(join(root, "datasets/korsts"), { recursive: true });
  for (const file of DATA) writeFileSync(join(root, file), "id\n");
  const loaded: Record<string, LoadedExperiment> = {};
  for (const name of EXPERIMENTS) {
    loaded[name] = await place(name, name in BLENDS ? "blend" : name, copy.read(`experiments/${name}/experiment.ts`));
  }

  let places = 0;
  const readerOf = (): ReadRunCode => {
    const engineOf = (name: string) => {
      const code = engineCode(name);
      return code && { ...code, file: code.file.replace(workspaceRoot, `${copy.root}/`) };
    };
    const read = createRunCodeReader(copy.root, { makers: join(copy.root, "packages/runs/src/makers"), engineOf });
    return ({ folder, experiment }, engine) =>
      read({ root: copy.root, folder: folder.replace(root, copy.root), experiment }, engine);
  };
  const inputsOf = (experiment: LoadedExperiment, read: ReadRunCode, name = "onnxruntime"): Promise<RunInputs> =>
    runInputs(experiment, { name, precision: "float32", versions: {} }, read);
  const identityOf = async (experiment: LoadedExperiment, read: ReadRunCode, engine?: string): Promise<string> => {
    try {
      return runIdentity(await inputsOf(experiment, read, engine), { seed: 1 });
    } catch (error) {
      if (error instanceof UserError && error.message.includes("is not trained")) return error.message;
      throw error;
    }
  };
  return {
    root,
    identityOf: async (name) => {
      const { folder } = loaded[name] ?? {};
      const anew = await place(`${name}-${++places}`, name, copy.read(`experiments/${name}/experiment.ts`));
      return identityOf({ ...anew, folder: folder ?? "" }, readerOf());
    },
    identities: async () => {
      const read = readerOf();
      const found: Record<string, string> = {};
      for (const [name, experiment] of Object.entries(loaded)) {
        for (const engine of name === "smoke" ? ENGINES : [undefined]) {
          found[engine === undefined ? name : `${name} on ${engine}`] = await identityOf(experiment, read, engine);
        }
      }
      return found;
    },
    trainMembers: async (prediction) => {
      const read = readerOf();
      for (const member of Object.values(loaded)) {
        if (member.experiment.kind !== "ensemble") finish(member, await inputsOf(member, read), prediction);
      }
    },
    removeRuns: () => {
      for (const { folder } of Object.values(loaded)) rmSync(join(folder, "runs"), { recursive: true, force: true });
    },
    dispose: () => {
      rmSync(root, { recursive: true });
    },
  };
}

const interval = { estimate: 0, low: 0, high: 0, level: 0.95 };
const METRICS: RunMetrics = { pairs: 1, pearson: interval, spearman: interval };

/** Finished runs of all of an experiment's keys, of which only what they predict matters. */
function finish({ folder, name, experiment, settings }: LoadedExperiment, inputs: RunInputs, prediction: string): void {
  for (const key of runKeys(experiment)) {
    const identity = runIdentity(inputs, key);
    const run = runFolder(folder, key, identity);
    mkdirSync(run, { recursive: true });
    const files = [RUN_FILES.heldOut, RUN_FILES.dev, RUN_FILES.test];
    for (const file of files) writeFileSync(join(run, file), prediction);
    const at = new Date(0).toISOString();
    writeRecord(run, {
      ...{ experiment: name, settings, ...key, identity, inputs, commit: "unknown", startedAt: at, status: "finished" },
      machine: { host: "", platform: "", cpu: "", cores: 1, node: "" },
      result: {
        ...{ finishedAt: at, dev: METRICS, heldOut: METRICS, trainPairs: 1, peakMemoryMegabytes: 0 },
        ...{ seconds: { training: 0, prediction: 0 }, trainingPairsPerSecond: 0 },
        files: Object.fromEntries(files.map((file) => [file, sha256File(join(run, file))])),
      },
    });
  }
}
