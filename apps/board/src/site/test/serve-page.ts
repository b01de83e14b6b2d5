import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { BoardState } from "@dalmeum/standing/types";
import { onTestFinished } from "vitest";
import { SECURITY_POLICY } from "../../index.ts";
import { pageFiles } from "./page-files.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
};

/** A state as a page from a server that is closed after the test, and what tells its readers of a piece that changed. */
export async function servePage(
  state: BoardState,
): Promise<{ readonly address: string; readonly tell: (piece: string, value: unknown) => void }> {
  const files = await pageFiles({ ...state, index: { ...state.index, live: true } });
  const readers = new Set<ServerResponse>();
  const server = createServer(({ url = "/" }, response) => {
    if (url === "/events") {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      readers.add(response);
      return;
    }
    const name = url === "/" ? "index.html" : url.slice(1);
    const type = TYPES[name.replace(/^.*\./, "")] ?? "";
    response.writeHead(files.has(name) ? 200 : 404, {
      "content-type": type,
      "content-security-policy": SECURITY_POLICY,
    });
    response.end(files.get(name));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    tell: (piece, value) => {
      for (const reader of readers) reader.write(`data: ${JSON.stringify({ piece, value })}\n\n`);
    },
  };
}
