import type { BoardIndex, Standing } from "@dalmeum/standing/types";
import { range, score } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { ExperimentById } from "../../widgets/experiment-link.tsx";
import { Figures } from "../../widgets/figures.tsx";
import { standingWords as words } from "./standing-words.ts";

/** What a team asks first, in a line. */
export function Overview({ index, standing }: { readonly index: BoardIndex; readonly standing: Standing }) {
  const say = useSay();
  const [best] = standing.rows;
  const tied = standing.rows.filter(({ place }) => place !== "behind").length;
  const { runs, submissions } = index;
  return (
    <Figures
      of={[
        ...(best === undefined
          ? []
          : [
              {
                label: say(words.best),
                value: score(best.score.estimate),
                note: (
                  <>
                    {range(best.score)} <ExperimentById id={best.experiment} />
                  </>
                ),
              },
            ]),
        ...(tied > 1 ? [{ label: say(words.tied), value: String(tied) }] : []),
        { label: say(words.experiments), value: String(index.experiments.length) },
        {
          label: say(words.runs),
          value: String(runs.used),
          note: [
            say(words.finishedOf)(runs.used, runs.expected),
            ...(runs.running > 0 ? [say(words.running)(runs.running)] : []),
          ].join(", "),
        },
        {
          label: say(words.submissionsLeft),
          value: String(submissions.left),
          note: say(words.leftOf)(submissions.left, submissions.perDay),
        },
      ]}
    />
  );
}
