import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSafetensors } from "@dalmeum/files";
import { runState } from "@dalmeum/runs";
import { temporaryFolder } from "@dalmeum/object-stores/contract";
import { afterEach, describe, expect, it, vi } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { distinctPairs } from "./distinct-pairs.ts";
import { createWorkspace, dataFiles, experimentManifest, experimentSource } from "./workspace.ts";

const once = experimentSource.replace("epochs: 2", "epochs: 1").replace("seeds: [1, 2]", "seeds: [2, 1]");
/** Starts from what another has trained, and changes nothing: at a rate of 1e-30 no float32 moves. */
const startedFrom = (other: string): string =>
  once
    .replace("{ defineExperiment }", "{ defineExperiment, trainedBy }")
    .replace('"checkpoints/tiny"', `trainedBy("${other}")`)
    .replace("peak: 1e-3", "peak: 1e-30");
/** Two stages, each on data of its own; and a third. */
const files = {
  "datasets/nli/package.json": JSON.stringify({ name: "@test/nli-data" }),
  "datasets/nli/train.csv": distinctPairs("nli-", 6),
  "datasets/nli/dev.csv": distinctPairs("held-", 6),
  "datasets/nli/test.csv": dataFiles["datasets/tiny/test.csv"],
  "experiments/nli/experiment.ts": once.replace("datasets/tiny", "datasets/nli"),
  "experiments/nli/package.json": experimentManifest("nli", ["nli-data"]),
  "experiments/sts/experiment.ts": startedFrom("nli"),
  "experiments/sts/package.json": experimentManifest("sts", ["nli"]),
  "experiments/more/experiment.ts": startedFrom("sts"),
  "experiments/more/package.json": experimentManifest("more", ["sts"]),
};

const SLOW = { tags: ["slow"] };

afterEach(() => {
  vi.unstubAllEnvs();
});

function runOf(root: string, experiment: string, seed: number) {
  const runs = join(root, "experiments", experiment, "runs");
  const name = readdirSync(runs).find((each) => each.startsWith(`seed-${seed}-`)) ?? "";
  const state = runState(join(runs, name));
  if (state.kind !== "finished") throw new Error(`${name} is ${state.kind}`);
  const file = join(runs, name, "model.safetensors");
  return { file, path: `experiments/${experiment}/runs/${name}`, record: state.record };
}

async function succeed(root: string, commandLine: string): Promise<string> {
  const { code, stdout, stderr } = await dalmeum(root, commandLine);
  expect({ code, stderr }, commandLine).toEqual({ code: 0, stderr: "" });
  return stdout;
}

it(
  "learns from made-up premises with what follows and what contradicts, and a second stage goes on",
  SLOW,
  async () => {
    const rows = Array.from({ length: 6 }, (_, index) => {
      const premise = `전제 ${"가나다라마바"[index]}`;
      return `${premise}\t${premise} 따른다\tentailment\n${premise}\t아니다 ${index}\tcontradiction\n`;
    });
    const root = createWorkspace({
      ...files,
      "datasets/nli/made-up.tsv": `sentence1\tsentence2\tgold_label\n${rows.join("")}`,
      "experiments/nli/experiment.ts": once
        .replace("{ competitionCsv }", "{ competitionCsv, korNliTsv, nliTriplets }")
        .replace("{ maeLoss, pearsonLoss, weightedSum }", "{ maeLoss, multipleNegativesRankingLoss, weightedSum }")
        .replace(
          'competitionCsv({ folder: "datasets/tiny" })',
          'nliTriplets({ train: [korNliTsv({ file: "datasets/nli/made-up.tsv" })], judgedOn: competitionCsv({ folder: "datasets/tiny" }) })',
        )
        .replace("[swapSentences({ probability: 0.5 })]", "[]")
        .replace("[0.5, pearsonLoss()]", "[1, multipleNegativesRankingLoss({ positiveFrom: 5 })]"),
    });
    await succeed(root, "train nli --seed 1");
    await succeed(root, "train sts --seed 1");
    const [nli, sts] = [runOf(root, "nli", 1), runOf(root, "sts", 1)];
    expect(nli.record.result.trainPairs).toBe(6);
    expect(sts.record.inputs.starts).toEqual([{ seed: 1, identity: nli.record.identity }]);
    expect(readSafetensors(sts.file)).toEqual(readSafetensors(nli.file));
  },
);

it(
  "trains on from another's run of the same seed, else of its first, over stages, and serves like any run",
  SLOW,
  async () => {
    const root = createWorkspace(files);
    await succeed(root, "train nli");
    const [first, second] = [runOf(root, "nli", 2), runOf(root, "nli", 1)];
    expect(await succeed(root, "train sts --seed 1")).toContain(`starts from ${second.path}\n`);
    expect(await succeed(root, "train sts --seed 7")).toContain(`starts from ${first.path}\n`);
    const [same, other] = [runOf(root, "sts", 1), runOf(root, "sts", 7)];
    expect(same.record.inputs.starts).toEqual([{ seed: 1, identity: second.record.identity }]);
    expect(other.record.inputs.starts).toEqual([{ seed: 2, identity: first.record.identity }]);
    expect(same.record.inputs.checkpoint).toEqual(first.record.inputs.checkpoint);
    expect(readSafetensors(same.file)).toEqual(readSafetensors(second.file));
    expect(readSafetensors(other.file)).toEqual(readSafetensors(first.file));
    expect(readSafetensors(first.file)).not.toEqual(readSafetensors(second.file));
    expect(await succeed(root, "train sts --seed 1")).toMatch(/reused/);

    expect(await succeed(root, "train more --seed 1")).toContain(`starts from ${same.path}\n`);
    expect(readSafetensors(runOf(root, "more", 1).file)).toEqual(readSafetensors(second.file));

    const pairs = "datasets/tiny/test.csv";
    await succeed(root, `predict ${same.path} --input ${pairs} --output predicted.csv`);
    expect(readFileSync(join(root, "predicted.csv"), "utf8")).toBe(
      readFileSync(join(root, same.path, "predictions-test.csv"), "utf8"),
    );
    await succeed(root, `export ${runOf(root, "more", 1).path} --output exported`);
    const card = readFileSync(join(root, "exported/README.md"), "utf8");
    expect(card).toContain(`Then from what the run of identity \`${same.record.identity}\` had trained`);
    expect(card).toContain("Data `datasets/nli/train.csv`");
  },
);

describe("what it starts from", () => {
  it("has to be there with its weights, and makes it stale", async () => {
    const root = createWorkspace(files);
    const train = async (): Promise<string> => (await dalmeum(root, "train sts --seed 1")).stderr;
    expect(await train()).toBe(
      "nli is not trained, run `npx dalmeum train nli` first: 1 problem\n  seed 1: found no run\n",
    );
    expect(readdirSync(join(root, "experiments/sts"))).not.toContain("runs");
    await succeed(root, "train nli --seed 1");
    await succeed(root, "train sts --seed 1");
    const { file, path } = runOf(root, "nli", 1);
    const kept = join(root, "experiments/sts/runs");
    renameSync(kept, `${kept}-away`);
    rmSync(file);
    expect(await train()).toBe(
      `${path}: its weights are not here; \`npx dalmeum runs pull ${path} --weights\` fetches them where the store has them\n`,
    );
    renameSync(`${kept}-away`, kept);

    writeFileSync(join(root, "datasets/nli/train.csv"), distinctPairs("nli-", 8));
    expect(await succeed(root, "why sts")).toMatch(
      /seed 1: experiments\/sts\/runs\/seed-1-\w+ is stale\n {2}datasets\/nli\/train\.csv: has other content\n {2}the run that it starts from, seed 1, \w{8}, became seed 1, \w{8}\n/,
    );
    expect(await train()).toMatch(
      /^nli is not trained, .*\n {2}seed 1: experiments\/nli\/runs\/seed-1-\w+ is stale: datasets\/nli\/train\.csv: has other content\n$/,
    );
  });

  it("was trained on pairs that the run is judged on: refused, unless it keeps them", async () => {
    const root = createWorkspace({
      ...files,
      "datasets/tiny/train.csv": distinctPairs("train-", 6),
      "datasets/tiny/dev.csv": distinctPairs("nli-", 4),
      "experiments/sts/experiment.ts": startedFrom("nli").replace('leakage: "keep"', 'leakage: "drop"'),
      "experiments/kept/experiment.ts": startedFrom("nli"),
      "experiments/kept/package.json": experimentManifest("kept", ["nli"]),
    });
    await succeed(root, "train nli --seed 1");
    expect((await dalmeum(root, "train sts --seed 1")).stderr).toMatch(
      /^sts starts from nli: 8 of 11 pairs that nli was trained on share a sentence with dev, which makes scores look better/,
    );
    expect(await succeed(root, "train kept --seed 1")).toContain(
      "8 of 11 pairs that nli was trained on share a sentence with dev: kept, so scores look better than they are\n",
    );
  });

  it("is brought by the store, with weights that were pushed there", SLOW, async () => {
    vi.stubEnv("DALMEUM_RUNS", temporaryFolder());
    vi.stubEnv("TURBO_REMOTE_CACHE_SIGNATURE_KEY", "0f3a".repeat(16));
    const [first, second] = [createWorkspace(files), createWorkspace(files)];
    await succeed(first, "train nli --seed 1");
    const { path } = runOf(first, "nli", 1);
    expect((await dalmeum(second, "train sts --seed 1")).stderr).toContain(`${path}: its weights are not here`);
    await succeed(first, `runs push ${path} --weights`);
    expect(await succeed(second, "train sts --seed 1")).toContain(`${path}: weights fetched from `);
    expect(readSafetensors(runOf(second, "sts", 1).file)).toEqual(readSafetensors(runOf(first, "nli", 1).file));
    rmSync(join(second, "experiments/nli/runs"), { recursive: true });
    expect(await succeed(second, "train sts --seed 1")).toMatch(/reused/);
  });
});

describe("refuses", () => {
  it.each<[string, string, Readonly<Record<string, string>>, string]>([
    [
      "an experiment that package.json does not name",
      "sts",
      { "experiments/sts/package.json": experimentManifest("sts") },
      'starts from nli; add "@test/nli": "workspace:*" to dependencies, then run npx pnpm install',
    ],
    [
      "itself",
      "sts",
      { "experiments/sts/experiment.ts": startedFrom("sts") },
      'experiments/sts/experiment.ts: trainedBy("sts"): sts starts from sts: what trains it would have to be there before it',
    ],
    [
      "itself over another",
      "sts",
      { "experiments/nli/experiment.ts": startedFrom("sts") },
      'experiments/nli/experiment.ts: trainedBy("sts"): sts starts from nli starts from sts: ',
    ],
    [
      "one that is not there",
      "sts",
      { "experiments/sts/experiment.ts": startedFrom("nly") },
      'experiments/sts/experiment.ts: trainedBy("nly"): found no experiment "nly". Did you mean nli?',
    ],
    [
      "one that has folds",
      "sts",
      {
        "experiments/nli/experiment.ts": once
          .replace("{ competitionCsv }", "{ competitionCsv, groupedFolds }")
          .replace("leakage:", "folds: groupedFolds({ count: 2 }),\n  leakage:"),
      },
      "nli has folds, and each of its runs leaves out a part of the pairs; expected an experiment without folds",
    ],
    [
      "one that keeps no weights",
      "sts",
      { "experiments/nli/experiment.ts": once.replace("leakage:", "keepWeights: false,\n  leakage:") },
      "nli keeps no weights; set keepWeights to true in its experiment.ts",
    ],
    [
      "a text that names none",
      "sts",
      { "experiments/sts/experiment.ts": startedFrom("nli:alpha") },
      'experiments/sts/experiment.ts cannot be loaded: found setting "alpha", expected parameter=value',
    ],
    [
      "settings that it has not",
      "sts",
      { "experiments/sts/experiment.ts": startedFrom("nli:alpha=1") },
      "experiments/nli/experiment.ts: found a setting of alpha, but the experiment has no parameters",
    ],
  ])("%s", async (_, experiment, changes, message) => {
    const { code, stderr } = await dalmeum(createWorkspace({ ...files, ...changes }), `train ${experiment}`);
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });
});
