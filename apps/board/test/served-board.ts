import { request } from "node:http";
import { onTestFinished } from "vitest";
import { serveBoard } from "../src/index.ts";

/** Serve a workspace's board at a free port of this machine until the test ends: its address. */
export async function serve(root: string, host = "127.0.0.1"): Promise<string> {
  const stop = new AbortController();
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const served = serveBoard({
      ...{ root, host, port: 0, each: 20, signal: stop.signal, onListen: resolve },
      say: (line) => said.push(line),
    });
    served.catch(reject);
    onTestFinished(async () => {
      stop.abort();
      await served;
      if (said.length > 0) throw new Error(said.join("\n"));
    });
  });
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** Ask for a path as it is written: `fetch` would resolve its dots, and names its own host. */
export function ask(
  address: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = "GET",
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const asked = request({ hostname, port, path, headers, method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** A message of the events of a board. */
export interface Told {
  readonly piece: string;
  readonly value: unknown;
}

/** Listen to a board's events until the test ends; `next` waits for the first that fits, those that came already included. */
export function listenTo(address: string): (fits: (told: Told) => boolean) => Promise<Told> {
  const told: Told[] = [];
  const waiting = new Set<() => void>();
  const asked = request(new URL("events", address), (response) => {
    let text = "";
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => {
      const parts = `${text}${chunk}`.split("\n\n");
      text = parts.pop() ?? "";
      for (const part of parts) if (part.startsWith("data: ")) told.push(JSON.parse(part.slice(6)) as Told);
      for (const look of waiting) look();
    });
    response.on("error", () => undefined);
  });
  asked.on("error", () => undefined);
  asked.end();
  onTestFinished(() => {
    asked.destroy();
  });
  return (fits) =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = told.find(fits);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
}
