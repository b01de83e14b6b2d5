import type { ExperimentSummary } from "@dalmeum/standing/types";
import { range, score } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { ExperimentById } from "../../widgets/experiment-link.tsx";
import { Figures } from "../../widgets/figures.tsx";
import { GapNote } from "../../widgets/gap-note.tsx";
import { scoreWords } from "../../widgets/score-words.ts";
import { Text } from "../../widgets/text.tsx";
import { experimentWords as words } from "./experiment-words.ts";

interface ExperimentHeadingProps {
  readonly summary: ExperimentSummary;
  /** Ids of ensembles that it is a member of. */
  readonly blends: readonly string[];
}

/** Its scores, what it is made of, and whose it is. */
export function ExperimentHeading({ summary, blends }: ExperimentHeadingProps) {
  const say = useSay();
  const { kind, owners, modules, encoder, runs, scores } = summary;
  const facts = [
    { label: say(words.kind), values: [say(words[kind])] },
    { label: say(words.encoder), values: encoder === null ? [] : [<Text of={encoder} />] },
    {
      label: say(words.modules),
      values: modules.map((name) => (
        <code>
          <Text of={name} />
        </code>
      )),
    },
    { label: say(words.owners), values: owners.map((name) => <Text of={name} />) },
    { label: say(words.inBlends), values: blends.map((blend) => <ExperimentById id={blend} />) },
  ];
  return (
    <>
      <Figures
        of={[
          ...(["outOfFold", "dev"] as const).map((name) => {
            const one = scores[name];
            return {
              label: say(scoreWords[name]),
              value: score(one?.estimate ?? null),
              note: (
                <>
                  {one === null ? null : range(one)}
                  {name === "dev" ? <GapNote gap={scores.devGap} from={say(scoreWords.outOfFold)} /> : null}
                </>
              ),
            };
          }),
          {
            label: say(scoreWords.public),
            value: score(scores.public),
            note: <GapNote gap={scores.publicGap} from={say(scoreWords.dev)} />,
          },
          {
            label: say(scoreWords.private),
            value: score(scores.private),
            note: <GapNote gap={scores.privateGap} from={say(scoreWords.public)} />,
          },
          { label: say(words.runsUsed), value: `${runs.used}/${runs.expected}` },
        ]}
      />
      <dl class="facts">
        {facts.map(({ label, values }) =>
          values.length === 0 ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd class="values">
                {values.map((value, index) => (
                  <span key={index}>{value}</span>
                ))}
              </dd>
            </div>
          ),
        )}
      </dl>
    </>
  );
}
