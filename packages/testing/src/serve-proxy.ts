import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { listen } from "./listen.ts";

export interface ProxyOptions {
  /** Where every address lies, e.g. a hub of this test: names that nobody knows can be asked for. */
  readonly target?: string;
  /** What it answers in place of asking. */
  readonly refusal?: number;
}

export interface ProxyServer {
  /** http://127.0.0.1:port */
  readonly address: string;
  /** Method and address of each request, e.g. `CONNECT huggingface.co:443`. */
  readonly requests: string[];
  /** What each said about who asks. */
  readonly credentials: (string | undefined)[];
}

/** A proxy on this machine for plain http; it opens no tunnel. It ends with the test. */
export async function serveProxy({ target, refusal }: ProxyOptions = {}): Promise<ProxyServer> {
  const [requests, credentials]: [string[], (string | undefined)[]] = [[], []];
  const note = ({ method = "", url = "", headers }: IncomingMessage): void => {
    requests.push(`${method} ${url}`);
    credentials.push(headers["proxy-authorization"]);
  };
  const forward = (from: IncomingMessage, to: ServerResponse): void => {
    note(from);
    if (refusal !== undefined || target === undefined) {
      to.writeHead(refusal ?? 502).end();
      return;
    }
    const { pathname, search } = new URL(from.url ?? "");
    const { method = "GET", headers } = from;
    const asked = request(new URL(pathname + search, target), { method, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    from.pipe(asked);
  };
  const server = createServer(forward);
  server.on("connect", (from: IncomingMessage, socket) => {
    note(from);
    socket.end(`HTTP/1.1 ${refusal ?? 502} No\r\n\r\n`);
  });
  return { address: await listen(server), requests, credentials };
}
