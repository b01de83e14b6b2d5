import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { UserError } from "@dalmeum/contracts";
import experiment from "@dalmeum/experiment-cross-encoder/experiment.ts";
import { writeFileAtomically } from "@dalmeum/files";
import { ALONE_JOBS, type AloneJob } from "./alone/all-jobs.ts";
import type { Found } from "./alone/alone-job.ts";
import { runAlone } from "./alone/run-alone.ts";
import { checkSubjects } from "./check-subjects.ts";
import { describeMachine, type Machine } from "./machine.ts";
import { measure } from "./measure.ts";
import { type Measured, measurementsOf } from "./measurement.ts";
import { type Options, parseOptions } from "./options.ts";
import { makePlan } from "./plan.ts";
import { markdownOf, type Results } from "./report/markdown.ts";
import { type Job, JOBS } from "./report.ts";
import { judge } from "./report/targets.ts";
import { nameOf, SUBJECTS } from "./subjects.ts";
import { workspaceRoot } from "./workspace-root.ts";

/** The bench process: measures, prints Markdown, writes JSON. */
export async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-bench-"));
  try {
    const results = await bench(parseOptions(process.argv.slice(2)), join(folder, "plan.json"));
    process.stdout.write(`${markdownOf(results)}\n`);
    say(`wrote ${relative(workspaceRoot, writeResults(results))}`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    say(error.message);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function bench({ jobs, subjects: names, repeats }: Options, plan: string): Promise<Results> {
  const machine = describeMachine();
  const ofSubjects = await benchSubjects(
    { jobs: JOBS.filter((job) => jobs.includes(job)), names, repeats },
    plan,
    machine,
  );
  const ofOthers = await benchAlone({ jobs: ALONE_JOBS.filter((job) => jobs.includes(job)), repeats });
  const measured = [...ofSubjects.measured, ...ofOthers.measured];
  return {
    machine,
    versions: { ...ofSubjects.versions, ...ofOthers.versions },
    skipped: [...ofSubjects.skipped, ...ofOthers.skipped],
    measured,
    verdicts: judge(measured),
  };
}

interface SubjectJobs extends Pick<Options, "repeats"> {
  readonly jobs: readonly Job[];
  /** Of subjects. */
  readonly names: readonly string[];
}

async function benchSubjects({ jobs, names, repeats }: SubjectJobs, plan: string, machine: Machine): Promise<Found> {
  if (jobs.length === 0) return { measured: [], skipped: [], versions: {} };
  const [dataset, model] = [await experiment.data.load(workspaceRoot), experiment.model.load(workspaceRoot)];
  writeFileSync(plan, JSON.stringify(makePlan(workspaceRoot, dataset, model)));
  const wanted = SUBJECTS.filter((subject) => names.includes(nameOf(subject)));
  say("checking that all compute the same");
  const { subjects, skipped, versions } = await checkSubjects(wanted, machine, plan);
  skipped.forEach((reason) => {
    say(`skipping ${reason}`);
  });
  const measured: Measured[] = [];
  for (const job of jobs) {
    // Repeats go round all subjects, so that what else the machine does falls on each of them.
    for (let repeat = 1; repeat <= repeats; repeat++) {
      for (const measurement of measurementsOf([job], subjects)) {
        const one = await measure(measurement, repeat, plan);
        say(`${job} ${repeat}/${repeats} ${one.subject}, ${measurement.batching}: ${JSON.stringify(one.figures)}`);
        measured.push(one);
      }
    }
  }
  return { versions, skipped, measured };
}

async function benchAlone({
  jobs,
  repeats,
}: {
  readonly jobs: readonly AloneJob[];
  readonly repeats: number;
}): Promise<Found> {
  const measured: Measured[] = [];
  const skipped = new Set<string>();
  const versions: Record<string, string> = {};
  for (const job of jobs) {
    for (let repeat = 1; repeat <= repeats; repeat++) {
      const found = await runAlone(job, repeat);
      for (const one of found.measured)
        say(`${job} ${repeat}/${repeats} ${one.subject}: ${JSON.stringify(one.figures)}`);
      measured.push(...found.measured);
      found.skipped.forEach((reason) => skipped.add(reason));
      Object.assign(versions, found.versions);
    }
  }
  skipped.forEach((reason) => {
    say(`skipping ${reason}`);
  });
  return { measured, skipped: [...skipped], versions };
}

function writeResults(results: Results): string {
  const folder = join(workspaceRoot, "bench", "results");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${new Date().toISOString().replaceAll(":", "-")}.json`);
  writeFileAtomically(path, [Buffer.from(`${JSON.stringify(results, null, 2)}\n`)]);
  return path;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
