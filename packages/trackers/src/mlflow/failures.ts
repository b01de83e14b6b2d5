import { UserError } from "@dalmeum/contracts";
import { printable } from "@dalmeum/reports/printable";
import { UnreachableError } from "../unreachable-error.ts";
import type { MlflowSettings } from "./settings.ts";

const LONGEST = 300;

/** @param error what `fetch` threw: why stands in its cause. */
export function unreachable(address: string, error: unknown): UnreachableError {
  return new UnreachableError(
    `MLflow at ${address} does not answer (${reasonOf(error)}). Is it up, and the address right? The same command again sends what is missing`,
  );
}

/** What an answer that is none of the 200s means. */
export function refusal(
  { address, authorization }: MlflowSettings,
  response: Response,
  text: string,
  isMlflow: boolean,
) {
  const { status } = response;
  if (status === 401) {
    const found = authorization === undefined ? "it asks who you are" : "it does not take what it was shown";
    return `MLflow at ${address}: ${found} (401); set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN`;
  }
  if (status >= 300 && status < 400)
    return `${address} leads elsewhere (${status})${whereTo(response)}, and runs go nowhere unasked: give --mlflow the address of the server itself; a page to log in takes no token`;
  if (isMlflow) return `MLflow at ${address} refuses (${status}): ${shown(text)}`;
  if (status === 403) return `${address} refuses (403): ${shown(text)}. Whoever runs it says who may send there`;
  if (status === 404) return `${address}: found no MLflow there (404); ${EXPECTED}`;
  return `${address} fails (${status}): ${shown(text)}`;
}

/** @param text of an answer that is none of MLflow's. */
export function unlikeMlflow(address: string, { headers }: Response, text: string): UserError {
  const isPage = headers.get("content-type")?.includes("html") === true;
  return new UserError(
    `${address}: found ${isPage ? "a page" : `"${shown(text)}"`}, expected an answer of MLflow 3; ${EXPECTED}`,
  );
}

const EXPECTED = "give --mlflow the part of the address that stands before /#/ where a browser shows MLflow";

const shown = (text: string): string => {
  const line = printable(text).trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

function whereTo({ headers, url }: Response): string {
  const location = headers.get("location");
  return location !== null && URL.canParse(location, url) ? ` to ${new URL(location, url).origin}` : "";
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === "TimeoutError") return "no answer within 30 s";
  // Where a name has several addresses, there is an error for each, and the message is empty.
  return cause.message === "" && "code" in cause ? String(cause.code) : shown(cause.message);
}
