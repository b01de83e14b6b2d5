import { useIndex, usePiece } from "../../data/use-board.ts";
import { ExperimentHeading } from "./experiment-heading.tsx";
import { useSay } from "../../language/say.ts";
import { ExperimentLink } from "../../widgets/experiment-link.tsx";
import { PageTitle } from "../../widgets/page-title.tsx";
import { PieceOr } from "../../widgets/piece-or.tsx";
import { Section } from "../../widgets/section.tsx";
import { Calibration } from "./calibration.tsx";
import { DevCurves } from "./dev-curves.tsx";
import { diagnosisWords } from "./diagnosis-words.ts";
import { Hypothesis } from "./hypothesis.tsx";
import { LossCurves } from "./loss-curves.tsx";
import { Options } from "./options.tsx";
import { Runs } from "./runs.tsx";
import { Slices } from "./slices.tsx";
import { Worst } from "./worst.tsx";

/** What one experiment is, and what is known of it. */
export function ExperimentPage({ id }: { readonly id: string }) {
  const summary = useIndex().experiments.find((experiment) => experiment.id === id);
  const piece = usePiece(`experiment-${id}`);
  const reference = summary?.reference ?? id;
  return (
    <>
      <PageTitle name={reference}>
        <ExperimentLink id={null} reference={reference} />
      </PageTitle>
      <PieceOr of={piece}>
        {({ hypothesis, curves, curveBand, diagnosis, options, runs, blends }) => (
          <>
            {summary === undefined ? null : <ExperimentHeading summary={summary} blends={blends} />}
            <div class="columns">
              <div class="stack">
                <Hypothesis of={hypothesis} stated={summary?.claim ?? null} />
                {summary?.kind === "training" ? <DevCurves curves={curves} band={curveBand} /> : null}
              </div>
              <div class="stack">
                {diagnosis === null ? <Undiagnosed /> : <Calibration of={diagnosis.calibration} />}
                <LossCurves curves={curves} />
              </div>
              <Options of={options} />
              {diagnosis === null ? null : (
                <>
                  <Slices of={diagnosis} />
                  <Worst of={diagnosis.worst} />
                </>
              )}
              <Runs of={runs} name={summary?.name ?? id} />
            </div>
          </>
        )}
      </PieceOr>
    </>
  );
}

function Undiagnosed() {
  const say = useSay();
  return (
    <Section title={say(diagnosisWords.calibration)}>
      <p class="empty">{say(diagnosisWords.none)}</p>
    </Section>
  );
}
