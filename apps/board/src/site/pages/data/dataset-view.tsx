import type { DescribedData } from "@dalmeum/standing/types";
import { useId } from "preact/hooks";
import { count } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { Figures } from "../../widgets/figures.tsx";
import { Section } from "../../widgets/section.tsx";
import { English, Text } from "../../widgets/text.tsx";
import { BinaryLabel } from "./binary-label.tsx";
import { dataWords as words } from "./data-words.ts";
import { FILES } from "./files.ts";
import { Findings } from "./findings.tsx";
import { Lengths } from "./lengths.tsx";
import { ScoreCounts } from "./score-counts.tsx";
import { SharingTable } from "./sharing-table.tsx";
import { SourceTable } from "./source-table.tsx";

export function DatasetView({ of: { name, report } }: { readonly of: DescribedData }) {
  const say = useSay();
  const id = useId();
  return (
    <article aria-labelledby={id} class="dataset">
      <h2 id={id}>
        <Text of={name} />
      </h2>
      <Figures
        of={FILES.map((file) => ({ label: say(words[file]), value: count(report.rows[file]), note: say(words.rows) }))}
      />
      <div class="columns">
        {report.warnings.length === 0 ? null : (
          <Section title={say(words.warnings)} wide level={3}>
            <ul>
              {report.warnings.map((warning) => (
                <li key={warning}>
                  <English of={warning} />
                </li>
              ))}
            </ul>
          </Section>
        )}
        <ScoreCounts of={report.scores} />
        <Lengths of={report} />
        <Findings of={report} />
        <SourceTable of={report.scores} />
        <SharingTable of={report.sharing} />
        <BinaryLabel of={report.binaryLabel} />
      </div>
    </article>
  );
}
