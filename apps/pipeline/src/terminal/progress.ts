import { count, type Progress } from "@dalmeum/contracts";
import { duration } from "./format.ts";

/** A stream to write to; a terminal says so and tells its width. */
export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface ProgressOptions {
  /** What is counted. Default pairs. */
  readonly unit?: string;
  /** Seconds, ever rising. */
  readonly now?: () => number;
}

const REDRAW_SECONDS = 0.1;
const LINE_SECONDS = 10;
/** Without a terminal: a line at every tenth of the work, but no more than one a second. */
const LINE_SHARE = 0.1;
const SHORTEST_LINE_SECONDS = 1;
const BAR_CELLS = 24;
const DEFAULT_COLUMNS = 80;

/** One line that is redrawn on a terminal, else a plain line now and then. */
export function createProgress(
  stream: OutputStream,
  label: string,
  { unit = "pairs", now = () => performance.now() / 1000 }: ProgressOptions = {},
): Progress {
  const start = now();
  let shownAt = -Infinity;
  let shownShare = 0;
  let resumedAt = 0;
  let open = false;
  return {
    resumeAt: (done) => {
      resumedAt = done;
    },
    update: (done, total, details = []) => {
      const seconds = now() - start;
      const share = total === 0 ? 1 : done / total;
      const rate = seconds > 0 ? (done - resumedAt) / seconds : 0;
      const left = rate > 0 && done < total ? [`${duration((total - done) / rate)} left`] : [];
      const head = `${label} ${String(Math.floor(share * 100)).padStart(3)} %`;
      const speed = done > resumedAt ? [`${rate.toFixed(rate < 10 ? 1 : 0)} ${unit}/s`] : [];
      const tail = [...details, ...speed, ...left].join("  ");
      const since = seconds - shownAt;
      if (stream.isTTY === true) {
        if (since < REDRAW_SECONDS && done < total) return;
        stream.write(`\r${fitted(head, share, tail, columnsOf(stream))}\u001B[K`);
        open = true;
      } else {
        const tenth = share - shownShare >= LINE_SHARE && since >= SHORTEST_LINE_SECONDS;
        if (!tenth && since < LINE_SECONDS && done < total) return;
        stream.write(`${head}  ${count(Math.round(done))}/${count(Math.round(total))} ${unit}  ${tail}\n`);
      }
      shownAt = seconds;
      shownShare = share;
    },
    finish: () => {
      if (open) stream.write("\n");
      open = false;
    },
  };
}

/** A pseudo-terminal without a size says that it has 0 columns. */
const columnsOf = ({ columns = 0 }: OutputStream): number => (columns > 0 ? columns : DEFAULT_COLUMNS);

/** The bar goes first where the terminal is narrow, then the end of the line; the last column stays free. */
function fitted(head: string, share: number, tail: string, columns: number): string {
  const filled = Math.round(share * BAR_CELLS);
  const line = `${head} [${"#".repeat(filled)}${"-".repeat(BAR_CELLS - filled)}] ${tail}`;
  return (line.length < columns ? line : `${head}  ${tail}`).slice(0, Math.max(0, columns - 1));
}
