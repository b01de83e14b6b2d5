import { shortened } from "@dalmeum/reports/text";
import type { OutputStream } from "./progress.ts";

/** Lines that are redrawn in place on a terminal; without one they are written now and then. */
export interface LiveLines {
  /** A line that stays, above the others. */
  say(line: string): void;
  /** What the lines are now; not drawn more often than people read. */
  show(lines: () => readonly string[]): void;
  /** Leaves the last ones. */
  finish(): void;
}

const REDRAW_MS = 200;
const LINES_MS = 30_000;
const DEFAULT_COLUMNS = 80;

export function createLiveLines(stream: OutputStream, now = () => performance.now()): LiveLines {
  const terminal = stream.isTTY === true;
  let shownAt = -Infinity;
  let drawn = 0;
  let latest: () => readonly string[] = () => [];
  const clear = (): string => (drawn === 0 ? "" : `\u001B[${drawn}A\u001B[J`);
  const draw = (above: string): void => {
    const { columns = 0 } = stream;
    // The last column stays free: some terminals wrap there.
    const width = (columns > 0 ? columns : DEFAULT_COLUMNS) - 1;
    const lines = latest().map((line) => `${shortened(line, width)}\n`);
    stream.write(clear() + above + lines.join(""));
    drawn = lines.length;
    shownAt = now();
  };
  return {
    say: (line) => {
      if (terminal) draw(`${line}\n`);
      else stream.write(`${line}\n`);
    },
    show: (lines) => {
      latest = lines;
      if (now() - shownAt < (terminal ? REDRAW_MS : LINES_MS)) return;
      draw("");
      if (!terminal) drawn = 0;
    },
    finish: () => {
      if (terminal) draw("");
      drawn = 0;
      latest = () => [];
    },
  };
}
