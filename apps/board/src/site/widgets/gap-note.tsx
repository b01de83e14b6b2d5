import type { Gap } from "@dalmeum/standing/types";
import { score, signed } from "../format/numbers.ts";
import { useSay } from "../language/say.ts";
import { scoreWords } from "./score-words.ts";

interface GapNoteProps {
  readonly gap: Gap | null;
  /** The score that it is read from, which stands to its left. */
  readonly from: string;
}

/** How far two scores of one experiment lie apart, beside what chance alone explains. */
export function GapNote({ gap, from }: GapNoteProps) {
  const say = useSay();
  if (gap === null) return null;
  const beyond = gap.beyondBand !== 0;
  return (
    <span class={beyond ? "gap beyond" : "gap"}>
      {beyond ? (
        <span class="flag">
          <span class="unseen">{say(scoreWords.beyondNoise)}: </span>
        </span>
      ) : null}
      <span class="unseen">{say(scoreWords.from)(from)} </span>
      {signed(-gap.estimate)} <span class="band">±{score(gap.band)}</span>
    </span>
  );
}
