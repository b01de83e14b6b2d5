import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { UserError } from "@dalmeum/contracts";
import experiment from "@dalmeum/experiment-cross-encoder/experiment.ts";
import { writeFileAtomically } from "@dalmeum/files";
import { checkSubjects } from "./check-subjects.ts";
import { describeMachine } from "./machine.ts";
import { measure } from "./measure.ts";
import { type Measured, measurementsOf } from "./measurement.ts";
import { type Options, parseOptions } from "./options.ts";
import { makePlan } from "./plan.ts";
import { markdownOf, type Results } from "./report/markdown.ts";
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
        say(`${job} ${repeat}/${repeats} ${one.subject}, ${one.batching}: ${JSON.stringify(one.figures)}`);
        measured.push(one);
      }
    }
  }
  return { machine, versions, skipped, measured, verdicts: judge(measured) };
}

function writeResults(results: Results): string {
  const folder = join(workspaceRoot, "bench", "results");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${new Date().toISOString().replaceAll(":", "-")}.json`);
  writeFileAtomically(path, [Buffer.from(`${JSON.stringify(results, null, 2)}\n`)]);
  return path;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
