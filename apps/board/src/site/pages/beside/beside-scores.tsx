import type { ExperimentSummary } from "@dalmeum/standing/types";
import { interval, score } from "../../format/numbers.ts";
import { quoted } from "../../format/shell.ts";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { scoreWords } from "../../widgets/score-words.ts";
import { Table } from "../../widgets/table.tsx";
import { experimentWords } from "../experiment/experiment-words.ts";
import { Side } from "./side.tsx";
import { besideWords as words } from "./beside-words.ts";
import type { PairOfPages } from "./pair-of-pages.ts";

interface BesideScoresProps extends PairOfPages {
  readonly of: readonly (ExperimentSummary | null)[];
}

export function BesideScores({ of, pages }: BesideScoresProps) {
  const say = useSay();
  const lines = [
    { label: say(scoreWords.outOfFold), of: (one: ExperimentSummary) => interval(one.scores.outOfFold) },
    { label: say(scoreWords.dev), of: (one: ExperimentSummary) => interval(one.scores.dev) },
    { label: say(scoreWords.public), of: (one: ExperimentSummary) => score(one.scores.public) },
    { label: say(scoreWords.private), of: (one: ExperimentSummary) => score(one.scores.private) },
    {
      label: say(experimentWords.runsUsed),
      of: (one: ExperimentSummary) => `${one.runs.used}/${one.runs.expected}`,
    },
  ];
  return (
    <Section
      title={say(words.scores)}
      wide
      note={
        <>
          {say(words.scoresNote)}{" "}
          <code class="command">npx dalmeum compare {pages.map(({ reference }) => quoted(reference)).join(" ")}</code>
        </>
      }
    >
      <Table
        caption={say(words.scores)}
        columns={[
          { title: <span class="unseen">{say(words.what)}</span>, cell: ({ label }) => label },
          ...pages.map(({ id, reference }, index) => ({
            title: <Side index={index} id={id} reference={reference} />,
            kind: "short" as const,
            cell: (line: (typeof lines)[number]) => {
              const summary = of[index] ?? null;
              return summary === null ? "–" : line.of(summary);
            },
          })),
        ]}
        rows={lines}
        keyOf={({ label }) => label}
      />
    </Section>
  );
}
