import { count } from "../../format/numbers.ts";
import type { DatasetReport } from "./dataset-report.ts";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { BarTable } from "../../charts/bar-table.tsx";
import { dataWords as words } from "./data-words.ts";

/** How many pairs of train and dev have which score. */
export function ScoreCounts({ of }: { readonly of: DatasetReport["scores"] }) {
  const say = useSay();
  return (
    <Section title={say(words.scores)} note={say(words.scoresNote)} level={3}>
      {of
        .filter(({ source }) => source === null)
        .map(({ file, pairs, mean, standardDeviation, counts }) => (
          <div key={file}>
            <BarTable
              caption={say(words.scoresOf)(file)}
              label={`${say(words.nearestScore)} (${say(words[file])})`}
              value={say(words.pairs)}
              bars={counts.map((value, score) => ({ label: String(score), value }))}
            />
            <p class="note">
              {count(pairs)} {say(words.pairs)}, {say(words.mean)} {mean.toFixed(2)}, {say(words.sd)}{" "}
              {standardDeviation.toFixed(2)}
            </p>
          </div>
        ))}
    </Section>
  );
}
