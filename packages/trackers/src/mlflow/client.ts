import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { UnreachableError } from "../unreachable-error.ts";
import { refusal, unlikeMlflow, unreachable } from "./failures.ts";
import type { MlflowSettings } from "./settings.ts";

/** MLflow says no, and why: `RESOURCE_DOES_NOT_EXIST`, `INVALID_PARAMETER_VALUE` ... */
export class MlflowRefusal extends UserError {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** MLflow's REST API 2.0, which MLflow 3 has; proxies are those of `fetch`. */
export interface MlflowClient {
  /** @throws UserError where the server tells of a version before 3. Some stand behind what does not let the question through. */
  check(signal: AbortSignal): Promise<void>;
  /**
   * @param path below /api/2.0/mlflow/.
   * @throws UnreachableError where it does not answer now, MlflowRefusal where it says no, UserError where it is no MLflow server.
   */
  get<T>(path: string, query: Readonly<Record<string, string>>, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  post<T>(path: string, body: object, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
}

const TIMEOUT_MS = 30_000;
const OLDEST = 3;
/** Servers that are up, and busy or starting. */
const LATER = new Set([408, 429, 500, 502, 503, 504]);

const refusalSchema = z.object({
  error_code: z.union([z.string(), z.number()]).transform(String),
  message: z.string(),
});

export function createMlflowClient(settings: MlflowSettings): MlflowClient {
  const { address, authorization } = settings;
  const headers = authorization === undefined ? {} : { authorization };
  const [, secret] = authorization?.split(" ") ?? [];
  // Some tell in a refusal what they were shown.
  const withoutSecret = (text: string): string => (secret === undefined ? text : text.replaceAll(secret, "..."));
  const fetched = async (path: string, signal: AbortSignal, body?: object) => {
    try {
      const stop = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
      // What it leads to may be anybody's: neither the token nor the runs go there.
      const response = await fetch(address + path, {
        ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
        headers: { "content-type": "application/json", ...headers },
        redirect: "manual",
        signal: stop,
      });
      return { response, text: withoutSecret(await response.text()) };
    } catch (error) {
      signal.throwIfAborted();
      throw unreachable(address, error);
    }
  };
  const ask = async <T>(path: string, schema: z.ZodType<T>, signal: AbortSignal, body?: object): Promise<T> => {
    const { response, text } = await fetched(`/api/2.0/mlflow/${path}`, signal, body);
    const json = jsonIn(text);
    if (response.ok) {
      const parsed = schema.safeParse(json);
      if (parsed.success) return parsed.data;
      throw unlikeMlflow(address, response, text);
    }
    const told = refusalSchema.safeParse(json).data;
    const message = refusal(settings, response, told?.message ?? text, told !== undefined);
    if (LATER.has(response.status)) throw new UnreachableError(message);
    throw told === undefined ? new UserError(message) : new MlflowRefusal(told.error_code, message);
  };
  return {
    async check(signal) {
      const { response, text } = await fetched("/version", signal);
      const [, major] = /^(\d+)\.\d+\.\S{1,20}$/.exec(text.trim()) ?? [];
      if (!response.ok || major === undefined || Number(major) >= OLDEST) return;
      throw new UserError(`${address}: found MLflow ${text.trim()}, expected ${OLDEST} or newer; upgrade the server`);
    },
    get: (path, query, schema, signal) => ask(`${path}?${String(new URLSearchParams(query))}`, schema, signal),
    post: (path, body, schema, signal) => ask(path, schema, signal, body),
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
