import { inspect } from "node:util";
import { buildApplication, buildRouteMap, text_en } from "@stricli/core";
import { Interruption, UserError } from "@dalmeum/contracts";
import { systemFailure } from "@dalmeum/files";
import { board } from "./command-line/board-commands.ts";
import { cluster } from "./command-line/cluster-commands.ts";
import { compare, curves, data, diagnose, sweep, why } from "./command-line/evidence-commands.ts";
import { doctor, runtime } from "./command-line/machine-commands.ts";
import { checkpoint, evaluate, exportRun, fetch, predict, train } from "./command-line/run-commands.ts";
import { check, submissions, submit } from "./command-line/submission-commands.ts";
import { runs } from "./command-line/store-commands.ts";
import { newModule, start } from "./command-line/team-commands.ts";
import { track } from "./command-line/tracking-commands.ts";
import { usageErrors } from "./command-line/usage-errors.ts";
import { worker } from "./command-line/worker-command.ts";
import { CodedError } from "./terminal/coded-error.ts";
import type { Context } from "./terminal/context.ts";

/** Edits from which on a word is another word, and no slip. */
const MOST_EDITS = 3;

/**
 * The command line.
 * @param debug whether errors show their stack.
 * @param cwd the current folder, absolute.
 */
export function buildDalmeum(debug: boolean, cwd: string) {
  const message = (error: unknown): string => errorMessage(error, debug);
  return buildApplication<Context>(
    buildRouteMap({
      routes: {
        start,
        new: newModule,
        train,
        evaluate,
        predict,
        export: exportRun,
        compare,
        sweep,
        curves,
        diagnose,
        why,
        submit,
        check,
        submissions,
        board,
        track,
        runs,
        worker,
        cluster,
        fetch,
        data,
        checkpoint,
        doctor,
        runtime,
      },
      docs: { brief: "Train sentence-similarity models and hand in checked submissions. Every command has --help" },
    }),
    {
      name: "npx dalmeum",
      scanner: {
        allowArgumentEscapeSequence: true,
        caseStyle: "allow-kebab-for-camel",
        distanceOptions: {
          threshold: MOST_EDITS,
          weights: { insertion: 1, deletion: 1, substitution: 2, transposition: 1 },
        },
      },
      documentation: { disableAnsiColor: true },
      determineExitCode: (error) => (error instanceof Interruption || error instanceof CodedError ? error.exitCode : 1),
      localization: {
        text: {
          ...text_en,
          ...usageErrors(cwd),
          exceptionWhileRunningCommand: message,
          exceptionWhileLoadingCommandFunction: message,
          exceptionWhileLoadingCommandContext: message,
        },
      },
    },
  );
}

/** An error for the person at the terminal. */
export function errorMessage(error: unknown, debug: boolean): string {
  if (debug) return inspect(error);
  if (error instanceof UserError || error instanceof Interruption) return error.message;
  const failure = systemFailure(error);
  if (failure !== undefined) return failure;
  const told = error instanceof Error ? error.message : String(error);
  return `unexpected error: ${told}\nAdd --debug to see where it came from.`;
}
