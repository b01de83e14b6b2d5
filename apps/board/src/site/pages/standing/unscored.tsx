import type { ExperimentSummary } from "@dalmeum/standing/types";
import { useSay } from "../../language/say.ts";
import { ExperimentLink } from "../../widgets/experiment-link.tsx";
import { Section } from "../../widgets/section.tsx";
import { RunsNote } from "./runs-note.tsx";
import { standingWords as words } from "./standing-words.ts";

/** Experiments that have no place, as nothing of them is finished on these pairs. */
export function Unscored({ experiments }: { readonly experiments: readonly ExperimentSummary[] }) {
  const say = useSay();
  const [first] = experiments;
  if (first === undefined) return null;
  return (
    <Section
      title={say(words.unscored)}
      note={
        <>
          {say(words.unscoredNote)} <code class="command">npx dalmeum train {first.name}</code>
        </>
      }
    >
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
