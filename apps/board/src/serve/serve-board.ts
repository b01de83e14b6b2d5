import { once } from "node:events";
import type { Server } from "node:http";
import { UserError } from "@dalmeum/contracts";
import { hasCode } from "@dalmeum/files";
import { createBoardReader } from "@dalmeum/standing";
import { bundleSite } from "../bundle/bundle-site.ts";
import { createBoardServer } from "./board-server.ts";
import { fingerprint } from "./fingerprint.ts";
import { createHostGuard } from "./host-guard.ts";
import { createLiveBoard } from "./live-board.ts";
import { watchBoard } from "./watch-board.ts";

export interface ServeOptions {
  /** The workspace's. */
  readonly root: string;
  /** Name or address of this machine to listen at; other machines reach any but a loopback one. */
  readonly host: string;
  /** 0 any that is free. */
  readonly port: number;
  /** Tells of what went wrong meanwhile. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Told once it listens. */
  readonly onListen: (address: string) => void;
  /** Milliseconds between two looks at the workspace. */
  readonly each?: number;
}

/**
 * Serve the team's page, and tell it of changes, until the signal.
 * @throws UserError where the address cannot be listened at.
 */
export async function serveBoard({ root, host, port, say, signal, onListen, each }: ServeOptions): Promise<void> {
  const site = await bundleSite();
  const before = fingerprint(root);
  const board = await createLiveBoard(createBoardReader(root));
  const server = createBoardServer({ board, site, isOwnHost: createHostGuard(host), say });
  onListen(await listen(server, host, port));
  try {
    await watchBoard({ root, board, before, say, signal, ...(each === undefined ? {} : { each }) });
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    const what = `${host}, port ${port}`;
    if (hasCode(error, "EADDRINUSE")) {
      throw new UserError(`${what}: another program listens there; --port chooses another`, { cause: error });
    }
    if (hasCode(error, "EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN", "EACCES")) {
      throw new UserError(
        `${what}: this machine cannot listen there; --host takes a name or address of its own, --port a number`,
        {
          cause: error,
        },
      );
    }
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected an address with a port");
  const shown = host.includes(":") ? `[${host}]` : host;
  return `http://${shown}:${address.port}/`;
}
