import type { Ground, Interval } from "@dalmeum/standing/types";
import { printable } from "@dalmeum/reports/printable";
import { IntervalRow } from "../../charts/interval-row.tsx";
import type { RowScale } from "../../charts/row-scale.ts";
import { range, score } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { ExperimentLink } from "../../widgets/experiment-link.tsx";
import { GapNote } from "../../widgets/gap-note.tsx";
import { scoreWords } from "../../widgets/score-words.ts";
import { Text } from "../../widgets/text.tsx";
import { FromBest } from "./from-best.tsx";
import { RunsNote } from "./runs-note.tsx";
import type { ShownRow } from "./shown-row.ts";
import { standingWords as words } from "./standing-words.ts";
import { ToSettle } from "./to-settle.tsx";

interface StandingLineProps extends ShownRow {
  readonly ground: Ground;
  readonly scale: RowScale;
  readonly best: Interval | null;
  readonly ticked: boolean;
  readonly toggle: (id: string) => void;
}

export function StandingLine({ row, place, experiment, ground, scale, best, ticked, toggle }: StandingLineProps) {
  const say = useSay();
  const { id, reference, owners, scores } = experiment;
  return (
    <tr>
      <td class="tick">
        <input
          type="checkbox"
          checked={ticked}
          aria-label={say(words.compareThis)(printable(reference))}
          onChange={() => {
            toggle(id);
          }}
        />
      </td>
      <td class="number">{row.place === "behind" ? place + 1 : 1}</td>
      <th scope="row">
        <ExperimentLink id={id} reference={reference} />
        {owners.length === 0 ? null : (
          <span class="owners">
            {owners.map((owner) => (
              <Text key={owner} of={owner} />
            ))}
          </span>
        )}
      </th>
      <td class="number">
        <strong>{score(row.score.estimate)}</strong>
        <span class="under">{range(row.score)}</span>
        {ground === "dev" ? <GapNote gap={scores.devGap} from={say(scoreWords.outOfFold)} /> : null}
      </td>
      <td class="plot">
        <IntervalRow of={row.score} scale={scale} marks={row.perSeed} {...(best && { reference: best.estimate })} />
      </td>
      <td class="number">
        <FromBest of={row.beside} />
      </td>
      <td class="settle">
        <ToSettle of={row} />
      </td>
      {ground === "dev" ? (
        <td class="number">{score(scores.outOfFold?.estimate ?? null)}</td>
      ) : (
        <td class="number">
          {score(scores.dev?.estimate ?? null)}
          <GapNote gap={scores.devGap} from={say(scoreWords.outOfFold)} />
        </td>
      )}
      <td class="number">
        {score(scores.public)}
        <GapNote gap={scores.publicGap} from={say(scoreWords.dev)} />
      </td>
      <td class="number">
        {score(scores.private)}
        <GapNote gap={scores.privateGap} from={say(scoreWords.public)} />
      </td>
      <td class="short">
        {say(words.seeds)(row.perSeed.length)}
        <RunsNote of={experiment.runs} />
      </td>
    </tr>
  );
}
