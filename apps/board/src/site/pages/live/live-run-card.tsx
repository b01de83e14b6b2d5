import { printable } from "@dalmeum/reports/printable";
import type { LiveRun } from "@dalmeum/standing/types";
import { useId } from "preact/hooks";
import { LineChart } from "../../charts/line-chart.tsx";
import { quoted } from "../../format/shell.ts";
import { duration, moment } from "../../format/times.ts";
import { useLanguage, useSay } from "../../language/say.ts";
import { ExperimentLink } from "../../widgets/experiment-link.tsx";
import { English } from "../../widgets/text.tsx";
import { experimentWords } from "../experiment/experiment-words.ts";
import { runLabel } from "../experiment/run-label.ts";
import { LiveProgressBar } from "./live-progress-bar.tsx";
import { liveWords as words } from "./live-words.ts";

/** Seconds without a word that are worth telling. */
const MOST_SILENCE = 60;

interface LiveRunCardProps {
  readonly run: LiveRun;
  readonly readAt: number;
}

/** One run: where it is made, how far it is, and how it learns. */
export function LiveRunCard({ run, readAt }: LiveRunCardProps) {
  const say = useSay();
  const language = useLanguage();
  const id = useId();
  const { experiment, reference, state, holder, startedAt, heardAt, progress, reason } = run;
  const name = `${printable(reference)}, ${runLabel(run.run, say)}`;
  const silence = (readAt - (heardAt ?? startedAt)) / 1000;
  const loss = run.loss.map((point) => ({ x: point.step, y: point.loss }));
  const dev = run.dev.flatMap(({ step, devPearson }) => (devPearson === null ? [] : [{ x: step, y: devPearson }]));
  return (
    <li class="live-run" aria-labelledby={id}>
      <h2 id={id}>
        <ExperimentLink id={experiment} reference={reference} />
        <span class="run">{runLabel(run.run, say)}</span> <span class={`state ${state}`}>{say(words[state])}</span>
      </h2>
      <p class="note">
        {holder === null ? say(words.nobody) : say(words.on)(printable(holder.host), holder.pid)} · {say(words.began)}{" "}
        {moment(startedAt, language)}
        {silence < MOST_SILENCE ? null : ` · ${say(words.silent)(duration(silence, language))}`}
      </p>
      {progress === null ? (
        <p class="note">{say(words.noProgress)}</p>
      ) : (
        <LiveProgressBar of={progress} running={state === "running"} />
      )}
      {reason === null ? null : (
        <p class="reason">
          <English of={reason} />
        </p>
      )}
      {state === "running" ? null : (
        <p class="note">
          {say(words.goOn)} <code class="command">npx dalmeum train {quoted(reference)}</code>
        </p>
      )}
      <div class="small-charts">
        {loss.length === 0 ? null : (
          <LineChart
            caption={say(words.loss)}
            label={say(words.lossOf)(name)}
            x={say(experimentWords.update)}
            height={170}
            series={[{ name, look: "series-1 strong", points: loss }]}
          />
        )}
        {dev.length === 0 ? null : (
          <LineChart
            caption={say(words.dev)}
            label={say(words.devOf)(name)}
            x={say(experimentWords.update)}
            y="Pearson r"
            height={170}
            series={[{ name, look: "series-0 strong", points: dev }]}
          />
        )}
      </div>
    </li>
  );
}
