import type { Calibration as Calibrated } from "@dalmeum/standing/types";
import { CalibrationChart } from "../../charts/calibration-chart.tsx";
import { NumbersBehind } from "../../charts/numbers-behind.tsx";
import { count, difference } from "../../format/numbers.ts";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { Table } from "../../widgets/table.tsx";
import { diagnosisWords as words } from "./diagnosis-words.ts";

/** Whether a prediction means what it says: score by prediction. */
export function Calibration({ of }: { readonly of: Calibrated }) {
  const say = useSay();
  const { slope, intercept } = of.line;
  return (
    <Section
      title={say(words.calibration)}
      note={[
        say(words.calibrationNote)(slope.toFixed(2), `${intercept < 0 ? "−" : "+"} ${Math.abs(intercept).toFixed(2)}`),
        ...(of.isotonicGain === null ? [] : [say(words.isotonicGain)(difference(of.isotonicGain))]),
      ].join(" ")}
    >
      <CalibrationChart
        of={of}
        labels={{
          title: say(words.calibration),
          prediction: say(words.prediction),
          score: say(words.meanScore),
          bins: say(words.bins),
          line: say(words.line),
          curve: say(words.curve),
        }}
        numbers={
          <NumbersBehind>
            <Table
              caption={say(words.calibration)}
              columns={[
                { title: say(words.prediction), kind: "number", cell: (bin) => bin.meanPrediction.toFixed(2) },
                { title: say(words.meanScore), kind: "number", cell: (bin) => bin.meanScore.toFixed(2) },
                { title: say(words.residual), kind: "number", cell: (bin) => difference(bin.residual) },
                { title: say(words.pairs), kind: "number", cell: (bin) => count(bin.pairs) },
              ]}
              rows={of.bins}
              keyOf={(_, index) => index}
            />
          </NumbersBehind>
        }
      />
    </Section>
  );
}
