import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { problemsError, type ScoredPair, UserError } from "@dalmeum/contracts";
import { readScoredPairs, readTestPairs } from "@dalmeum/data";
import { settleFolders } from "@dalmeum/files";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import {
  acceptSubmission,
  csvVerdicts,
  examineColumn,
  gateOf,
  type GateVerdict,
  MANIFEST,
  refuseFailed,
} from "@dalmeum/submissions";
import { gateReport } from "@dalmeum/submissions/reports";
import { checkReportFolder, presentReport } from "../terminal/present-report.ts";
import { gateTools } from "./gate-tools.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { type LanguageFlag, reportLanguage } from "../terminal/report-language.ts";

export interface CheckFlags extends CommonFlags, LanguageFlag {
  readonly data?: string;
  readonly output?: string;
}

/** The gate before a submission is handed in: of a folder that `submit` wrote everything, of a CSV what it shows alone and beside the data. */
export async function check(this: Context, flags: CheckFlags, path: string): Promise<void> {
  const absolute = resolve(this.cwd, path);
  settleFolders(dirname(absolute));
  if (!existsSync(absolute)) throw new UserError(`${path}: there is no such file or folder`);
  if (statSync(absolute).isDirectory()) await checkFolder.call(this, flags, absolute);
  else checkCsv.call(this, flags, path);
}

async function checkFolder(this: Context, flags: CheckFlags, folder: string): Promise<void> {
  const { output, json } = flags;
  const language = reportLanguage(flags);
  const root = findWorkspaceRoot(this.cwd);
  if (!existsSync(join(folder, MANIFEST))) {
    throw new UserError(
      `${relative(root, folder)}: found no ${MANIFEST}, expected a folder that \`npx dalmeum submit\` wrote`,
    );
  }
  checkReportFolder(this, output);
  const reporter = createReporter(this.process, json);
  const verdicts = await gateOf(root, folder, gateTools(this, root, reporter));
  const name = relative(root, folder);
  const report = gateReport(name, verdicts, language);
  presentReport(this, { reporter, output, value: { submission: name, verdicts }, report });
  refuseFailed(name, verdicts);
}

function checkCsv(this: Context, { data, json }: CheckFlags, submission: string): void {
  if (data === undefined) {
    throw new UserError(`${submission}: a CSV is held against test data; name their folder with --data`);
  }
  const source = join(data, "test.csv");
  const test = readTestPairs(resolve(this.cwd, source)).map(({ value }) => value);
  const testIds = test.map(({ id }) => id);
  const path = resolve(this.cwd, submission);
  const reporter = createReporter(this.process, json);
  const refuse = (problems: readonly string[]): never => {
    reporter.result({ submission, accepted: false, problems }, []);
    throw problemsError(path, problems);
  };
  const column = examineColumn(path, testIds);
  if (column.problems.length > 0) refuse(column.problems);
  const verdicts = csvVerdicts(column.targets, test, labelledPairs(resolve(this.cwd, data)));
  const said = (verdict: GateVerdict["verdict"]): readonly string[] =>
    verdicts.filter((each) => each.verdict === verdict).map(({ check: of, text }) => `${of}: ${text}`);
  const failed = said("failed");
  if (failed.length > 0) refuse(failed);
  const accepted = acceptSubmission(path, column, source);
  const warnings = said("warning");
  reporter.result({ submission, accepted: true, ...accepted, warnings }, [
    accepted.approval,
    ...warnings.map((each) => `warning: ${each}`),
  ]);
}

/** Pairs with labels that lie beside test.csv, dev's first. */
function labelledPairs(folder: string): Readonly<Record<string, readonly ScoredPair[]>> {
  const splits = ["dev", "train"].filter((split) => existsSync(join(folder, `${split}.csv`)));
  return Object.fromEntries(
    splits.map((split) => [split, readScoredPairs(join(folder, `${split}.csv`)).map(({ value }) => value)]),
  );
}
