import { createBoardReader } from "@dalmeum/standing";
import { trainAll, writeTeamWorkspace } from "@dalmeum/standing/bench";
import { expect, it } from "vitest";
import { fingerprint } from "../src/serve/fingerprint.ts";
import { createLiveBoard } from "../src/serve/live-board.ts";
import { watchBoard } from "../src/serve/watch-board.ts";

it("tells of what changed between the fingerprint and the first look", async () => {
  const root = writeTeamWorkspace();
  const before = fingerprint(root);
  const board = await createLiveBoard(createBoardReader(root));
  await trainAll(root, "dev");
  const stop = new AbortController();
  const timeout = setTimeout(() => {
    stop.abort();
  }, 10_000);
  const told: string[] = [];
  board.listen(({ piece, json }) => {
    told.push(piece);
    if (piece === "index" && json.includes('"used":1')) stop.abort();
  });
  const fail = (line: string): never => {
    throw new Error(line);
  };
  await watchBoard({ root, board, before, say: fail, signal: stop.signal, each: 5 });
  clearTimeout(timeout);
  expect(told).toContain("index");
});
