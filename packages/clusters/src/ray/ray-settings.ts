import { readFileSync } from "node:fs";
import { UserError } from "@dalmeum/contracts";
import { systemFailure } from "@dalmeum/files";

/** Where a Ray cluster answers, and what it is shown. */
export interface RaySettings {
  /** Of the Jobs interface, without a slash at its end. */
  readonly address: string;
  /** In no message. */
  readonly token: string | undefined;
}

/**
 * RAY_ADDRESS, RAY_AUTH_TOKEN and RAY_AUTH_TOKEN_PATH, as Ray reads them.
 * @throws UserError where the address is none of HTTP, or the token's file cannot be read.
 */
export function readRaySettings(environment: NodeJS.ProcessEnv): RaySettings {
  const found = environment.RAY_ADDRESS ?? "";
  const text = found === "" ? "http://127.0.0.1:8265" : found;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHttp = url?.protocol === "http:" || url?.protocol === "https:";
  if (url === undefined || !isHttp || url.username !== "" || url.password !== "" || url.search + url.hash !== "") {
    // It may hold a password, so it is not repeated.
    throw new UserError(
      "RAY_ADDRESS: expected the address of Ray's dashboard, http://host:8265, without a user; " +
        "what `ray start` prints with port 6379 is another",
    );
  }
  return { address: url.href.replace(/\/+$/, ""), token: readToken(environment) };
}

function readToken(environment: NodeJS.ProcessEnv): string | undefined {
  const { RAY_AUTH_TOKEN: token = "", RAY_AUTH_TOKEN_PATH: path = "" } = environment;
  if (token !== "" || path === "") return token.trim() === "" ? undefined : token.trim();
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    const failure = systemFailure(error);
    if (failure === undefined) throw error;
    throw new UserError(`RAY_AUTH_TOKEN_PATH: expected a file that holds Ray's token: ${failure}`, { cause: error });
  }
}
