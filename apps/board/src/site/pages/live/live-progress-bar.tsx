import type { LiveProgress } from "@dalmeum/standing/types";
import { count, percent } from "../../format/numbers.ts";
import { duration } from "../../format/times.ts";
import { useLanguage, useSay } from "../../language/say.ts";
import { liveWords as words } from "./live-words.ts";

interface LiveProgressBarProps {
  readonly of: LiveProgress;
  /** Whether time is left to tell of. */
  readonly running: boolean;
}

export function LiveProgressBar({ of, running }: LiveProgressBarProps) {
  const say = useSay();
  const language = useLanguage();
  const { step, totalSteps, epoch, epochs, share, secondsLeft } = of;
  const left = secondsLeft === null ? say(words.leftUnknown) : say(words.left)(duration(secondsLeft, language));
  return (
    <div class="progress">
      <progress aria-label={say(words.progress)} value={share} max={1} />
      <p>
        <strong>{percent(share)}</strong> · {say(words.epoch)(epoch, epochs)} ·{" "}
        {say(words.update)(count(step), count(totalSteps))}
        {running ? ` · ${left}` : null}
      </p>
    </div>
  );
}
