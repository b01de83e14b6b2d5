import type { Blend } from "@dalmeum/standing/types";
import { IntervalRow } from "../../charts/interval-row.tsx";
import { RowAxis } from "../../charts/row-axis.tsx";
import { scaleOf } from "../../charts/row-scale.ts";
import { difference, score } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { ExperimentLink } from "../../widgets/experiment-link.tsx";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { blendWords as words, memberKindWords } from "./blend-words.ts";

/** Who would add most, and of which kind nobody is. */
export function BlendCandidates({ of: { candidates, absent } }: { readonly of: Blend }) {
  const say = useSay();
  const scale = scaleOf(
    candidates.map(({ adds }) => adds),
    0,
  );
  return (
    <Section title={say(words.missing)} note={say(words.missingNote)} wide level={3}>
      {candidates.length === 0 ? (
        <p class="empty">{say(words.noCandidates)}</p>
      ) : (
        <Table
          caption={say(words.missing)}
          columns={[
            {
              title: say(words.member),
              cell: ({ experiment, reference }) => <ExperimentLink id={experiment} reference={reference} />,
            },
            { title: say(words.kind), cell: ({ kind }) => say(memberKindWords[kind]) },
            { title: say(words.alone), kind: "number", cell: ({ pearson }) => score(pearson) },
            { title: say(words.likeness), kind: "number", cell: ({ likeness }) => likeness?.toFixed(2) ?? "–" },
            { title: say(words.wouldAdd), kind: "number", cell: ({ adds }) => difference(adds) },
            {
              title: <RowAxis scale={scale} />,
              kind: "plot",
              cell: ({ adds }) => <IntervalRow of={adds} scale={scale} reference={0} />,
            },
          ]}
          rows={candidates}
          keyOf={({ reference }) => reference}
        />
      )}
      {absent.length === 0 ? null : (
        <p>
          {say(words.absent)} <strong>{absent.map((kind) => say(memberKindWords[kind])).join(", ")}</strong>
        </p>
      )}
    </Section>
  );
}
