import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { BoardState } from "@dalmeum/standing/types";
import { onTestFinished } from "vitest";
import { bundleSite } from "../../src/bundle/bundle-site.ts";
import { createBoardServer } from "../../src/serve/board-server.ts";
import { createHostGuard } from "../../src/serve/host-guard.ts";
import type { LiveBoard, ToldPiece } from "../../src/serve/live-board.ts";
import { piecesOf } from "./pieces-of.ts";

interface ServedPage {
  readonly address: string;
  /** Tells readers of a piece that changed. */
  readonly tell: (piece: string, value: unknown) => void;
}

/** A state from the board's server, which is closed after the test. */
export async function servePage(state: BoardState): Promise<ServedPage> {
  const pieces = piecesOf({ ...state, index: { ...state.index, live: true } });
  const listeners = new Set<(changed: ToldPiece) => void>();
  const board: LiveBoard = {
    piece: (name) => Promise.resolve(pieces.get(name)),
    first: () => ["index", "live"].map((piece) => ({ piece, json: pieces.get(piece) ?? "null" })),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refreshLive: () => undefined,
    refresh: () => Promise.resolve(),
  };
  const server = createBoardServer({
    board,
    site: await bundleSite(),
    isOwnHost: createHostGuard("127.0.0.1"),
    say: (line) => {
      throw new Error(line);
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    tell: (piece, value) => {
      for (const listener of listeners) listener({ piece, json: JSON.stringify(value) });
    },
  };
}
