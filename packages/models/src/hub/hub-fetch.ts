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

/**
 * A fetch for the hub, to be given to @huggingface/hub as well. The token is set here and not handed to the package:
 * only what goes to the endpoint gets it, and fetch drops it from what is redirected to another origin. The package
 * itself sends it along to the address where it found a file, whoever's that is.
 * What it returns throws HubStatusError where the answer is none of the 200s.
 */
export function createHubFetch({ endpoint, token }: HubSettings, signal: AbortSignal): typeof fetch {
  const { origin } = new URL(endpoint);
  return async (input, init) => {
    const request = new Request(input, init);
    if (token !== undefined && new URL(request.url).origin === origin) {
      request.headers.set("authorization", `Bearer ${token}`);
    }
    const response = await fetch(request, { signal });
    if (response.ok) return response;
    await response.body?.cancel();
    throw new HubStatusError(response.status, response.headers.get("x-error-code"));
  };
}

/** The fetch standard makes every failure of a network a TypeError, and tells why in its cause. */
export function isNetworkError(error: unknown): error is TypeError {
  return error instanceof TypeError;
}
