import type { RunRow } from "@dalmeum/standing/types";
import { quoted } from "../../format/shell.ts";
import { count, score } from "../../format/numbers.ts";
import { duration, moment } from "../../format/times.ts";
import { useLanguage, useSay } from "../../language/say.ts";
import { CommitName } from "../../widgets/commit-name.tsx";
import { Empty } from "../../widgets/empty.tsx";
import { Section } from "../../widgets/section.tsx";
import { scoreWords } from "../../widgets/score-words.ts";
import { Table } from "../../widgets/table.tsx";
import { Text } from "../../widgets/text.tsx";
import { experimentWords } from "./experiment-words.ts";
import { runWords as words } from "./run-words.ts";
import { runLabel } from "./run-label.ts";
import { RunState } from "./run-state.tsx";

/** Every run folder of an experiment: what it was made from, where, and how long it took. */
export function Runs({ of, name }: { readonly of: readonly RunRow[]; readonly name: string }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <Section title={say(experimentWords.runs)} wide>
      {of.length === 0 ? (
        <Empty command={`npx dalmeum train ${quoted(name)}`}>{say(experimentWords.noRuns)}</Empty>
      ) : (
        <Table
          caption={say(experimentWords.runs)}
          columns={[
            {
              title: say(words.run),
              kind: "short",
              cell: ({ run, identity, path }) => (
                <>
                  {runLabel(run, say)}
                  <span class="under">
                    <code title={path}>{identity}</code>
                  </span>
                </>
              ),
            },
            { title: say(words.state), cell: (run) => <RunState of={run} /> },
            { title: say(scoreWords.dev), kind: "number", cell: ({ dev }) => score(dev) },
            { title: say(words.heldOut), kind: "number", cell: ({ heldOut }) => score(heldOut) },
            {
              title: say(words.commit),
              kind: "short",
              cell: ({ commit }) => (commit === null ? "–" : <CommitName of={commit} />),
            },
            {
              title: say(words.engine),
              kind: "short",
              cell: ({ engine, precision }) => [engine, precision].filter((one) => one !== null).join(" ") || "–",
            },
            {
              title: say(words.machine),
              cell: ({ machine: { host, cpu, cores, platform } }) => (
                <>
                  <Text of={host} />
                  <span class="under">
                    <Text of={cpu} />, {say(words.cores)(cores)}, {platform}
                  </span>
                </>
              ),
            },
            {
              title: say(words.took),
              kind: "number",
              cell: ({ seconds }) => (seconds === null ? "–" : duration(seconds, language)),
            },
            {
              title: say(words.speed),
              kind: "number",
              cell: ({ pairsPerSecond }) => (pairsPerSecond === null ? "–" : count(Math.round(pairsPerSecond))),
            },
            {
              title: say(words.memory),
              kind: "number",
              cell: ({ peakMemoryMegabytes: size }) => (size === null ? "–" : `${(size / 1000).toFixed(1)} GB`),
            },
            {
              title: say(words.finishedAt),
              kind: "short",
              cell: ({ finishedAt }) => (finishedAt === null ? "–" : moment(finishedAt, language)),
            },
          ]}
          rows={of}
          keyOf={({ path }) => path}
          classOf={({ used }) => (used ? undefined : "unused")}
        />
      )}
    </Section>
  );
}
