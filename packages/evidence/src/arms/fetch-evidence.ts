import { UserError } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { fetchModels, fetchRuns, type RunShare } from "@dalmeum/runs";
import type { EngineChoice } from "./engine-choice.ts";
import { findEvidence } from "./evidence-runs.ts";

/**
 * Fetch runs of today's from the store where experiments lack evidence. An engine is loaded only then: that of the flags and
 * the environment, or the one that would train.
 */
export async function fetchEvidence(
  experiments: readonly LoadedExperiment[],
  choice: EngineChoice,
  share: RunShare | undefined,
): Promise<void> {
  if (share === undefined) return;
  const { reporter, store } = share;
  const { experiments: found } = await findEvidence(experiments, choice);
  const lacking = found.filter(({ missing }) => missing.length > 0).map(({ loaded }) => loaded);
  for (const loaded of new Map(lacking.map((each) => [each.reference, each])).values()) {
    await fetchModels(loaded, reporter, store.signal);
    try {
      await fetchRuns(loaded, share);
    } catch (error) {
      // An ensemble whose members are not trained, say: that there is no evidence is told by whoever needs it.
      if (!(error instanceof UserError)) throw error;
    }
  }
}
