import { createWait, HubSilence, type HubPatience } from "./hub-patience.ts";
import type { HubSettings } from "./hub-settings.ts";

/** An answer that is none of the 200s. */
export class HubStatusError extends Error {
  override readonly name = "HubStatusError";
  readonly status: number;
  /** The hub's own word for it, e.g. GatedRepo. */
  readonly code: string | null;

  constructor(status: number, code: string | null) {
    super(`answered ${status}${code === null ? "" : ` ${code}`}`);
    this.status = status;
    this.code = code;
  }
}

/** A web page in place of a file or a list: somebody between here and the hub has answered. */
export class WebPageError extends Error {
  override readonly name = "WebPageError";
}

/**
 * A fetch for the hub, to be given to @huggingface/hub as well. The token is set here and not handed to the package:
 * only what goes to the endpoint gets it, and fetch drops it from what is redirected to another origin. The package
 * itself sends it along to the address where it found a file, whoever's that is.
 * What it returns throws HubStatusError where the answer is none of the 200s, WebPageError where it is a page, and it and the
 * body of its answer HubSilence and HubSlowness where there is no more to wait for.
 */
export function createHubFetch(
  { endpoint, token }: HubSettings,
  signal: AbortSignal,
  patience: HubPatience,
): typeof fetch {
  const { origin } = new URL(endpoint);
  const wait = createWait(patience);
  return async (input, init) => {
    const request = new Request(input, init);
    if (token !== undefined && new URL(request.url).origin === origin) {
      request.headers.set("authorization", `Bearer ${token}`);
    }
    const late = new AbortController();
    const answer = fetch(request, { signal: AbortSignal.any([signal, late.signal]) });
    const response = await wait(late, answer, () => 0);
    const { ok, status, headers, body, url } = response;
    if (ok && !isWebPage(headers)) {
      return new Response(body && ReadableStream.from(chunksOf(body, late, wait)), { status, headers });
    }
    await body?.cancel();
    if (!ok) throw new HubStatusError(status, headers.get("x-error-code"));
    throw new WebPageError(`${new URL(url).origin} answered with a web page`);
  };
}

/** Servers of files give none: HTML, too, comes as plain text. */
const isWebPage = (headers: Headers): boolean => /^\s*text\/html\b/i.test(headers.get("content-type") ?? "");

async function* chunksOf(
  body: ReadableStream<Uint8Array>,
  late: AbortController,
  wait: ReturnType<typeof createWait>,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await wait(late, reader.read(), ({ value: chunk }) => chunk?.length ?? 0);
      if (done) return;
      yield value;
    }
  } finally {
    // One that is not read to its end would hold its connection.
    await reader.cancel().catch(() => undefined);
  }
}

/** The fetch standard makes every failure of a network a TypeError, and tells why in its cause. */
export function isNetworkError(error: unknown): error is TypeError | HubSilence {
  return error instanceof TypeError || error instanceof HubSilence;
}
