import { printable } from "@dalmeum/reports/printable";
import type { LiveRun } from "@dalmeum/standing/types";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Say, useSay } from "../../language/say.ts";
import { runLabel } from "../experiment/run-label.ts";
import { liveWords as words } from "./live-words.ts";

/** Says which runs began or ended, to who does not see it; not each update, which nobody could listen to. */
export function Announcements({ runs }: { readonly runs: readonly LiveRun[] }) {
  const say = useSay();
  const before = useRef<readonly LiveRun[]>(runs);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const news = newsOf(before.current, runs, say);
    before.current = runs;
    if (news.length > 0) setSaid(news.join(" "));
  }, [runs, say]);
  return (
    <p class="unseen" aria-live="polite">
      {said}
    </p>
  );
}

function newsOf(before: readonly LiveRun[], now: readonly LiveRun[], say: Say): readonly string[] {
  const nameOf = (run: LiveRun): string => `${printable(run.reference)}, ${runLabel(run.run, say)}`;
  const changed = now.flatMap((run) => {
    const was = before.find(({ path }) => path === run.path)?.state;
    if (was === run.state) return [];
    const news = { running: words.started, unfinished: words.stopped, failed: words.broke }[run.state];
    return [say(news)(nameOf(run))];
  });
  const gone = before.filter((run) => run.state === "running" && now.every(({ path }) => path !== run.path));
  return [...changed, ...gone.map((run) => say(words.ended)(nameOf(run)))];
}
