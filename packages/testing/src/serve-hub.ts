import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listen } from "./listen.ts";

/** What the hub lists of a file. */
export interface HubEntry {
  readonly type: "file";
  readonly path: string;
  readonly size: number;
  readonly oid: string;
  readonly lfs?: { readonly oid: string; readonly size: number; readonly pointerSize: number };
}

export interface HubRequest {
  /** The hub itself, or the host of large files, to which it redirects. */
  readonly host: "hub" | "cdn";
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
}

export interface HubOptions {
  readonly repository: string;
  readonly revision: string;
  /** Contents by name; those of weights are kept as large files. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** What is listed in place of the truth. */
  readonly list?: (entries: readonly HubEntry[]) => readonly object[];
  /** Answers in the hub's place where it returns true. */
  readonly intercept?: (request: HubRequest, response: ServerResponse) => boolean;
}

export interface HubServer {
  /** What HF_ENDPOINT is to be. */
  readonly endpoint: string;
  /** In the order in which they came. */
  readonly requests: HubRequest[];
  /** After how many bytes the connection breaks: one for each of the next large files sent; Infinity sends it whole. */
  readonly breaks: number[];
}

const isLarge = (name: string): boolean => /\.(?:safetensors|bin)$/.test(name);

/**
 * A server on this machine that speaks as much of the hub's protocol as a download needs: the list of a commit's files,
 * ETag, X-Linked-Etag, X-Linked-Size and X-Repo-Commit, a redirect to another port for large files, Range. It ends with
 * the test.
 */
export async function serveHub(options: HubOptions): Promise<HubServer> {
  const { repository, revision, files } = options;
  const requests: HubRequest[] = [];
  const breaks: number[] = [];
  const entries = Object.entries(files).map(([path, bytes]) => entryOf(path, bytes));

  /** Notes each request, and lets the test answer it. */
  const noted =
    (host: HubRequest["host"], answer: (path: string, from: IncomingMessage, to: ServerResponse) => void) =>
    (from: IncomingMessage, to: ServerResponse): void => {
      const path = decodeURIComponent(from.url ?? "");
      const request = { host, path, range: from.headers.range, authorization: from.headers.authorization };
      requests.push(request);
      if (options.intercept?.(request, to) !== true) answer(path, from, to);
    };

  const cdn = await listen(
    createServer(
      noted("cdn", (path, from, to) => {
        sendBytes(files[path.slice(1)], from, to, breaks.shift());
      }),
    ),
  );
  const endpoint = await listen(
    createServer(
      noted("hub", (path, from, to) => {
        if (path.startsWith(`/api/models/${repository}/tree/${revision}`)) {
          to.setHeader("content-type", "application/json");
          const listed = inFolder(entries, /^[^?]*\/tree\/[^/?]+\/?([^?]*)/.exec(path)?.[1] ?? "");
          to.end(JSON.stringify(options.list?.(entries) ?? listed));
          return;
        }
        const prefix = `/${repository}/resolve/${revision}/`;
        const entry = entries.find((candidate) => path === prefix + candidate.path);
        if (entry === undefined) {
          const code = path.startsWith(`/api/models/${repository}/`) ? "RevisionNotFound" : "RepoNotFound";
          to.writeHead(404, { "x-error-code": path.startsWith(prefix) ? "EntryNotFound" : code }).end();
          return;
        }
        to.setHeader("x-repo-commit", revision);
        to.setHeader("etag", `"${entry.oid}"`);
        if (entry.lfs === undefined) {
          sendBytes(files[entry.path], from, to);
          return;
        }
        to.setHeader("x-linked-etag", `"${entry.lfs.oid}"`);
        to.setHeader("x-linked-size", entry.lfs.size);
        to.writeHead(302, { location: `${cdn}/${entry.path}` }).end();
      }),
    ),
  );
  return { endpoint, requests, breaks };
}

/** Files of a folder, and its folders. */
function inFolder(entries: readonly HubEntry[], folder: string): readonly object[] {
  const start = folder === "" ? "" : `${folder}/`;
  const below = entries.filter(({ path }) => path.startsWith(start));
  const folders = below.flatMap(({ path }) => /^([^/]+)\//.exec(path.slice(start.length))?.[1] ?? []);
  return [
    ...below.filter(({ path }) => !path.slice(start.length).includes("/")),
    ...[...new Set(folders)].map((name) => ({ type: "directory", path: start + name, size: 0, oid: "0".repeat(40) })),
  ];
}

function entryOf(path: string, bytes: Uint8Array): HubEntry {
  const size = bytes.length;
  const oid = createHash("sha1").update(`blob ${size}\0`).update(bytes).digest("hex");
  if (!isLarge(path)) return { type: "file", path, size, oid };
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { type: "file", path, size, oid, lfs: { oid: sha256, size, pointerSize: 134 } };
}

function sendBytes(
  bytes: Uint8Array = new Uint8Array(),
  from: IncomingMessage,
  to: ServerResponse,
  breakAfter = Infinity,
): void {
  const start = Number(/^bytes=(\d+)-/.exec(from.headers.range ?? "")?.[1] ?? 0);
  if (start >= bytes.length && start > 0) {
    to.writeHead(416).end();
    return;
  }
  const part = bytes.subarray(start);
  to.writeHead(from.headers.range === undefined ? 200 : 206, {
    "accept-ranges": "bytes",
    "content-length": part.length,
    ...(from.headers.range === undefined
      ? {}
      : { "content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
  });
  if (breakAfter >= part.length) to.end(part);
  else {
    to.write(part.subarray(0, breakAfter));
    // A client drops what it has received and not read where the connection breaks at once.
    setTimeout(() => to.destroy(), 50);
  }
}
