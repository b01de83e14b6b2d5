import type { ExperimentSummary } from "@dalmeum/standing/types";
import { quoted } from "../../format/shell.ts";
import { useSay } from "../../language/say.ts";
import { ExperimentLink } from "../../widgets/experiment-link.tsx";
import { Section } from "../../widgets/section.tsx";
import { RunsNote } from "./runs-note.tsx";
import { standingWords as words } from "./standing-words.ts";

interface UnscoredProps {
  readonly experiments: readonly ExperimentSummary[];
  /** Whether others are scored, above. */
  readonly others: boolean;
}

/** Experiments that have no place, as nothing of them is finished. */
export function Unscored({ experiments, others }: UnscoredProps) {
  const say = useSay();
  const [first] = experiments;
  if (first === undefined) return null;
  const note = (
    <>
      {say(words.unscoredNote)} <code class="command">npx dalmeum train {quoted(first.name)}</code>
    </>
  );
  return (
    <Section title={say(others ? words.unscored : words.experiments)} {...(others && { note })}>
      <ul class="unscored">
        {experiments.map(({ id, reference, runs }) => (
          <li key={id}>
            <ExperimentLink id={id} reference={reference} /> <RunsNote of={runs} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
