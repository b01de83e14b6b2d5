import type { ServerResponse } from "node:http";
import { HEADERS } from "./headers.ts";
import type { LiveBoard, ToldPiece } from "./live-board.ts";

/** A reader that takes nothing for so long that this waits for it is let go: it comes back, and is told all. */
const MOST_WAITING_BYTES = 32 << 20;
/** Shorter than what proxies and browsers take for the end. */
const BEAT_MS = 15_000;

/** Tell a browser of each piece that changes, whole, as server-sent events; what it may have missed comes first. */
export function tellChanges(board: LiveBoard, response: ServerResponse): void {
  response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream; charset=utf-8" });
  response.write("retry: 1000\n\n");
  const send = ({ piece, json }: ToldPiece): void => {
    response.write(`data: {"piece":${JSON.stringify(piece)},"value":${json}}\n\n`);
    if (response.writableLength > MOST_WAITING_BYTES) response.destroy();
  };
  const stop = board.listen(send);
  const beat = setInterval(() => response.write(":\n\n"), BEAT_MS);
  response.on("close", () => {
    stop();
    clearInterval(beat);
  });
  for (const told of board.first()) send(told);
}
