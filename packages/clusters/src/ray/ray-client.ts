import { UserError } from "@dalmeum/contracts";
import { request } from "undici";
import { followSocket } from "./follow-socket.ts";
import type { RaySettings } from "./ray-settings.ts";

/** The cluster does not answer as it should, now; it may later. */
export class UnreachableError extends UserError {}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface Asked {
  readonly method?: "GET" | "POST" | "PUT";
  readonly body?: Uint8Array | object;
  /** Whether the token is shown; it is where nothing is said. */
  readonly authorized?: boolean;
}

/** Ray's HTTP interface; proxies are those of undici's global dispatcher, as for `fetch`. */
export interface RayClient {
  readonly address: string;
  /** @throws UnreachableError where it does not answer, UserError where the token is refused. */
  ask(path: string, signal: AbortSignal, asked?: Asked): Promise<Answer>;
  /**
   * What it sends, as it comes; undefined after each silence of some seconds.
   * @throws UnreachableError where the connection is not made, or breaks.
   */
  follow(path: string, signal: AbortSignal): AsyncGenerator<string | undefined>;
}

const TIMEOUT_MS = 30_000;
const SLOWEST_BYTES_PER_MS = 100;

export function createRayClient({ address, token }: RaySettings): RayClient {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const unreachable = (cause: unknown): UnreachableError => {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    return new UnreachableError(
      `Ray at ${address} does not answer (${reason}). RAY_ADDRESS names the dashboard of the head node, http://host:8265; ` +
        "other machines reach it where `ray start --head` was given --dashboard-host=0.0.0.0",
      { cause },
    );
  };
  return {
    address,
    async ask(path, signal, { method = "GET", body, authorized = true } = {}) {
      const isBytes = body instanceof Uint8Array;
      try {
        const answer = await request(address + path, {
          method,
          // Ray refuses a browser's requests that change something, and takes `fetch` for one.
          headers: {
            "content-type": isBytes ? "application/octet-stream" : "application/json",
            ...(authorized ? authorization : {}),
          },
          body: isBytes ? body : body === undefined ? null : JSON.stringify(body),
          // It counts from the beginning of what is sent, on a slow line as well.
          headersTimeout: TIMEOUT_MS + (isBytes ? body.length / SLOWEST_BYTES_PER_MS : 0),
          bodyTimeout: TIMEOUT_MS,
          signal,
        });
        const text = await answer.body.text();
        if (authorized && [401, 403].includes(answer.statusCode)) throw refused(address, token);
        return { status: answer.statusCode, text };
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof UserError ? error : unreachable(error);
      }
    },
    async *follow(path, signal) {
      try {
        yield* followSocket(address.replace(/^http/, "ws") + path, authorization, signal);
      } catch (error) {
        signal.throwIfAborted();
        throw unreachable(error);
      }
    },
  };
}

function refused(address: string, token: string | undefined): UserError {
  const found = token === undefined ? "it asks for a token" : "it refuses the token";
  return new UserError(
    `Ray at ${address}: ${found}; set RAY_AUTH_TOKEN to what \`ray get-auth-token\` prints on its head node`,
  );
}
