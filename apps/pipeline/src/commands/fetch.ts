import { expectTraining, findWorkspaceRoot, loadExperiment } from "@dalmeum/experiments";
import { fetchModel } from "@dalmeum/runs";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";

/** Download an experiment's checkpoint, so that training needs no network. */
export async function fetch(this: Context, { json }: CommonFlags, name: string): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const loaded = expectTraining(await loadExperiment(root, name));
  await fetchModel(loaded, reporter, this.signal);
  const files = loaded.experiment.model.files(root);
  reporter.result(
    { experiment: name, files },
    files.map(({ name: file, path }) => `${file}: ${path}`),
  );
}
