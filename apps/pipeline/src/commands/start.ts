import { findWorkspaceRoot } from "@dalmeum/experiments";
import { firstTasks } from "../start/first-tasks.ts";
import { stateLines } from "../start/state-lines.ts";
import { teamState } from "../start/team-state.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { readableColumns } from "../terminal/readable-columns.ts";
import { createReporter } from "../terminal/reporter.ts";

/** Say what there is to do: first tasks with their commands, then what they are computed from. */
export async function start(this: Context, { json }: CommonFlags): Promise<void> {
  const state = await teamState(findWorkspaceRoot(this.cwd));
  const tasks = firstTasks(state);
  const lines = stateLines(state, tasks, readableColumns(this.process.stdout));
  createReporter(this.process, json).result({ tasks, ...state }, lines);
}
