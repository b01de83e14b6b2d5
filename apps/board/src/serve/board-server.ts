import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import { pieceScript } from "../write/piece-script.ts";
import { HEADERS, isForeign } from "./headers.ts";
import type { LiveBoard } from "./live-board.ts";
import { tellChanges } from "./tell-changes.ts";

export interface ServerOptions {
  readonly board: LiveBoard;
  /** The page's own files, by name. */
  readonly site: ReadonlyMap<string, Uint8Array>;
  /** Whether a Host header means this server. */
  readonly isOwnHost: (header: string | undefined) => boolean;
  /** Tells of what went wrong. */
  readonly say: (line: string) => void;
}

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

/** Serves a page, its data and their changes: what is asked for is looked up by name, never on the disk. */
export function createBoardServer(options: ServerOptions): Server {
  return createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      options.say(`${request.url ?? "/"}: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) refuse(response, 500, "The board could not be read; the terminal says why.");
    });
  });
}

async function answer(options: ServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { board, site, isOwnHost } = options;
  const { method, headers, url = "/" } = request;
  if (!isOwnHost(headers.host)) {
    refuse(response, 421, "This server is not called that; open the address that its terminal shows.");
  } else if (isForeign(request)) {
    refuse(response, 403, "Pages of other sites may not read the board.");
  } else if (method !== "GET") {
    refuse(response, 405, "The board is only read.", { allow: "GET" });
  } else {
    const asked = url.replace(/[?#].*$/s, "").slice(1);
    const name = asked === "" ? "index.html" : asked;
    if (name === "events") tellChanges(board, response);
    else {
      const content = site.get(name) ?? (await dataFile(board, name));
      if (content === undefined) refuse(response, 404, "The board has no such page.");
      else give(response, name, content);
    }
  }
}

async function dataFile(board: LiveBoard, name: string): Promise<string | undefined> {
  const piece = /^data\/([a-z0-9-]+)\.js$/.exec(name)?.[1];
  const json = piece === undefined ? undefined : await board.piece(piece);
  return piece === undefined || json === undefined ? undefined : pieceScript(piece, json);
}

function give(response: ServerResponse, name: string, content: string | Uint8Array): void {
  const type = TYPES[name.replace(/^.*\./, "")] ?? "application/octet-stream";
  response.writeHead(200, { ...HEADERS, "content-type": type, "content-length": Buffer.byteLength(content) });
  response.end(content);
}

function refuse(response: ServerResponse, status: number, why: string, headers: OutgoingHttpHeaders = {}): void {
  response.writeHead(status, { ...HEADERS, "content-type": "text/plain; charset=utf-8", ...headers });
  response.end(`${why}\n`);
}
