import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { counted, UserError } from "@dalmeum/contracts";
import { settleFolders } from "@dalmeum/files";
import { findWorkspaceRoot, loadExperiment } from "@dalmeum/experiments";
import {
  addedSince,
  addSubmission,
  candidateFolder,
  checkAppended,
  checkBudget,
  checkReadable,
  expectEntry,
  gateOf,
  LEDGER,
  MANIFEST,
  readBudget,
  readLedger,
  readSubmissionManifest,
  recordScores,
  refuseFailed,
  spentOn,
} from "@dalmeum/submissions";
import { gateReport, ledgerReport } from "@dalmeum/submissions/reports";
import { presentReport } from "../terminal/present-report.ts";
import { gateTools } from "./gate-tools.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { type LanguageFlag, reportLanguage } from "../terminal/report-language.ts";

export interface AddFlags extends CommonFlags {
  readonly why: string;
}

/** Put an experiment's submission through the gate and into the ledger. */
export async function add(this: Context, { why, json }: AddFlags, reference: string): Promise<void> {
  const root = findWorkspaceRoot(this.cwd);
  if (why.trim() === "") throw new UserError("--why: found nothing, expected what handing it in is to find out");
  const loaded = await loadExperiment(root, reference);
  const folder = candidateFolder(loaded.folder, loaded.reference);
  settleFolders(loaded.folder);
  if (!existsSync(join(folder, MANIFEST))) {
    throw new UserError(`${reference}: found no submission; \`npx dalmeum submit ${reference}\` writes it`);
  }
  const reporter = createReporter(this.process, json);
  const verdicts = await gateOf(root, folder, gateTools(this, root, reporter));
  refuseFailed(relative(root, folder), verdicts);
  const added = await addSubmission(root, folder, readSubmissionManifest(folder), why);
  const warnings = verdicts.filter(({ verdict }) => verdict === "warning");
  reporter.result({ ...added, verdicts }, [
    ...warnings.map(({ check, text }) => `${check}: ${text}`),
    `${LEDGER}/${added.name}: commit it; today takes ${counted(added.left, "submission")} more`,
  ]);
}

export interface RecordFlags extends CommonFlags {
  readonly public?: number;
  readonly private?: number;
}

/** Note what the leaderboard gave for a submission. */
export function record(this: Context, flags: RecordFlags, name: string): void {
  const root = findWorkspaceRoot(this.cwd);
  const scores = {
    ...(flags.public === undefined ? {} : { public: flags.public }),
    ...(flags.private === undefined ? {} : { private: flags.private }),
  };
  recordScores(root, expectEntry(root, name), scores);
  createReporter(this.process, flags.json).result({ submission: name, ...scores }, [`${LEDGER}/${name}: recorded`]);
}

export interface ListFlags extends CommonFlags, LanguageFlag {
  readonly output?: string;
}

/** Every submission, with dev, public and private scores. */
export function list(this: Context, flags: ListFlags): void {
  const { json, output } = flags;
  const language = reportLanguage(flags);
  const root = findWorkspaceRoot(this.cwd);
  const [ledger, budget] = [readLedger(root), readBudget(root)];
  const { entries, problems } = ledger;
  const report = ledgerReport(ledger, budget, spentOn(new Date(), entries, budget), language);
  const reporter = createReporter(this.process, json);
  // Their JSON is the submissions alone.
  if (json) problems.forEach(reporter.say);
  const value = entries.map(({ name, addedAt, why, scores, manifest }) => ({ name, addedAt, why, scores, manifest }));
  presentReport(this, { reporter, output, value, report });
}

export interface LedgerCheckFlags extends ListFlags {
  readonly since: string;
}

/** The gate of a pull request: nothing in the ledger was changed, and what was added passes. */
export async function checkAdded(this: Context, flags: LedgerCheckFlags): Promise<void> {
  const { since, json, output } = flags;
  const language = reportLanguage(flags);
  const root = findWorkspaceRoot(this.cwd);
  const reporter = createReporter(this.process, json);
  const ledger = readLedger(root);
  const verdicts = [
    await checkAppended(root, since),
    checkReadable(ledger),
    checkBudget(ledger.entries, readBudget(root)),
  ];
  for (const name of await addedSince(root, since)) {
    const found = await gateOf(root, join(root, LEDGER, name), gateTools(this, root, reporter));
    verdicts.push(...found.map((verdict) => ({ ...verdict, check: `${name}: ${verdict.check}` })));
  }
  const report = gateReport(LEDGER, verdicts, language);
  presentReport(this, { reporter, output, value: verdicts, report });
  refuseFailed(LEDGER, verdicts);
}
