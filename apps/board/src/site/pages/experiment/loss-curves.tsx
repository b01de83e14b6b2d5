import type { LearningCurve } from "@dalmeum/standing/types";
import { LineChart } from "../../charts/line-chart.tsx";
import { useSay } from "../../language/say.ts";
import { Section } from "../../widgets/section.tsx";
import { lossSeries } from "./curve-series.ts";
import { experimentWords as words } from "./experiment-words.ts";

/** How its runs learned the training pairs. */
export function LossCurves({ curves }: { readonly curves: readonly LearningCurve[] }) {
  const say = useSay();
  const loss = lossSeries(curves, say);
  if (loss.length === 0) return null;
  return (
    <Section title={say(words.lossCurve)}>
      <LineChart label={say(words.lossCurve)} x={say(words.update)} y={say(words.loss)} series={loss} />
    </Section>
  );
}
