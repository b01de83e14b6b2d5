import type { Blend } from "@dalmeum/standing/types";
import { useId } from "preact/hooks";
import { count, score } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { ExperimentLink } from "../../widgets/experiment-link.tsx";
import { Figures } from "../../widgets/figures.tsx";
import { Text } from "../../widgets/text.tsx";
import { BlendCandidates } from "./blend-candidates.tsx";
import { BlendMembers } from "./blend-members.tsx";
import { BlendModules } from "./blend-modules.tsx";
import { blendWords as words } from "./blend-words.ts";
import { ErrorCorrelations } from "./error-correlations.tsx";
import { PostProcessing } from "./post-processing.tsx";

export function BlendView({ of }: { readonly of: Blend }) {
  const say = useSay();
  const id = useId();
  return (
    <article aria-labelledby={id} class="blend">
      <h2 id={id}>
        <ExperimentLink id={of.experiment} reference={of.reference} />
      </h2>
      <Figures
        of={[
          { label: say(words.nested), value: score(of.nested), note: say(words.nestedNote) },
          { label: say(words.fitted), value: score(of.fitted) },
          { label: say(words.pairs), value: count(of.pairs) },
          {
            label: say(words.ensembler),
            value: (
              <code>
                <Text of={of.ensembler} />
              </code>
            ),
          },
        ]}
      />
      <div class="columns">
        <BlendMembers of={of.members} />
        <ErrorCorrelations of={of} />
        <BlendModules of={of.modules} />
        <BlendCandidates of={of} />
        <PostProcessing of={of.postProcessing} />
      </div>
    </article>
  );
}
