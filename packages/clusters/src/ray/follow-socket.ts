import { on } from "node:events";
import type { Duplex } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { type Dispatcher, getGlobalDispatcher, WebSocket } from "undici";

const SILENCE_MS = 5_000;

/**
 * What a WebSocket of Ray's dashboard sends, as it comes; undefined after each silence of some seconds.
 * @throws the connection's failure.
 */
export async function* followSocket(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): AsyncGenerator<string | undefined> {
  const connections: Duplex[] = [];
  const dispatcher = getGlobalDispatcher().compose(asRayWants((connection) => connections.push(connection)));
  const socket = new WebSocket(url, { headers, dispatcher });
  const failures: unknown[] = [];
  socket.addEventListener("error", ({ error }) => failures.push(error));
  const messages = on(socket, "message", { signal, close: ["close"] });
  try {
    for (let next = messages.next(); ; ) {
      const found = await withinSilence(next);
      if (found === undefined) yield undefined;
      else if (found.done === true) break;
      else {
        for (const message of found.value as readonly { readonly data: unknown }[]) yield String(message.data);
        next = messages.next();
      }
    }
    if (failures.length > 0) throw failures[0];
  } finally {
    await messages.return?.();
    socket.close();
    // The dashboard reads nothing, so it would not answer that it closes as well.
    for (const connection of connections) connection.destroy();
  }
}

/** What it comes to; undefined where it takes longer. */
async function withinSilence<T>(awaited: Promise<T>): Promise<T | undefined> {
  const over = new AbortController();
  try {
    return await Promise.race([awaited, setTimeout(SILENCE_MS, undefined, { signal: over.signal })]);
  } finally {
    over.abort();
  }
}

/** It sends nothing at all to whoever offers to compress, and undici always does. */
const asRayWants =
  (opened: (connection: Duplex) => void): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) =>
    dispatch(
      { ...options, headers: withoutCompression(options.headers) },
      {
        onRequestStart: (...given) => handler.onRequestStart?.(...given),
        onRequestUpgrade: (controller, status, headers, connection) => {
          opened(connection);
          handler.onRequestUpgrade?.(controller, status, headers, connection);
        },
        onResponseStart: (...given) => handler.onResponseStart?.(...given),
        onResponseData: (...given) => handler.onResponseData?.(...given),
        onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
        onResponseError: (...given) => handler.onResponseError?.(...given),
      },
    );

function withoutCompression(headers: Dispatcher.DispatchOptions["headers"]) {
  if (headers === null || typeof headers !== "object" || Array.isArray(headers)) return headers ?? null;
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== "sec-websocket-extensions"),
  );
}
