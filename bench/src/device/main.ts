import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readJson, writeFileAtomically } from "@dalmeum/files";
import { z } from "zod";
import { recordedSchema } from "./check.ts";
import { measureDevice } from "./measure.ts";
import { devicePlanSchema } from "./plan.ts";
import { reportOf } from "./report.ts";
import { parseResults } from "./result.ts";

/** What each side writes, a result a line. */
const RESULT_FILES = ["xla.jsonl", "peer.jsonl"] as const;

const argumentsSchema = z.union([
  z.tuple([z.literal("measure"), z.string(), z.string(), z.string()]),
  z.tuple([z.literal("report"), z.string()]),
]);

/**
 * `measure PLAN PLUGIN OUT` and `report OUT` write into the folder OUT. Checkpoints, dataset and recorded numbers lie in the
 * working folder.
 */
export async function main(): Promise<void> {
  const parsed = argumentsSchema.parse(process.argv.slice(2));
  if (parsed[0] === "report") {
    writeReport(parsed[1]);
    return;
  }
  const [, plan, plugin, out] = parsed;
  const root = process.cwd();
  await measureDevice({
    ...{ root, plugin, plan: readJson(plan, devicePlanSchema) },
    recorded: readJson(join(root, "expected.json"), recordedSchema),
    onResult: (result) => {
      const line = `${JSON.stringify(result)}\n`;
      process.stdout.write(line);
      appendFileSync(join(out, RESULT_FILES[0]), line);
    },
  });
}

function writeReport(folder: string): void {
  const texts = RESULT_FILES.map((name) => join(folder, name))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, "utf8"));
  const report = `${reportOf(parseResults(texts.join("")))}\n`;
  process.stdout.write(report);
  writeFileAtomically(join(folder, "report.md"), [Buffer.from(report)]);
}
