import type { Blend } from "@dalmeum/standing/types";
import { differenceColumns } from "../../charts/difference-columns.tsx";
import { score } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { ExperimentLink } from "../../widgets/experiment-link.tsx";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { blendWords as words, memberKindWords } from "./blend-words.ts";

/** Who would add most, and of which kind nobody is. */
export function BlendCandidates({ of: { candidates, absent } }: { readonly of: Blend }) {
  const say = useSay();
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
            ...differenceColumns(say(words.wouldAdd), candidates, ({ adds }) => adds),
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
