import { UserError } from "@dalmeum/contracts";
import type { HubCheckpoint } from "./checkpoint-name.ts";
import { HubStatusError, isNetworkError, WebPageError } from "./hub-fetch.ts";
import { HubSlowness } from "./hub-patience.ts";
import type { HubSettings } from "./hub-settings.ts";

/** An error for the person at the terminal, for one that a download met. The token is in none. */
export function hubError(error: unknown, checkpoint: HubCheckpoint, settings: HubSettings): UserError {
  if (error instanceof UserError) return error;
  const { repository, revision } = checkpoint;
  return new UserError(`${repository}@${revision} was not downloaded: ${explain(error, checkpoint, settings)}`, {
    cause: error,
  });
}

function explain(error: unknown, { repository }: HubCheckpoint, { endpoint, cache, token }: HubSettings): string {
  if (error instanceof HubStatusError) {
    return `${endpoint} ${error.message}. ${adviceFor(error, `${endpoint}/${repository}`, token !== undefined)}`;
  }
  if (error instanceof WebPageError || error instanceof SyntaxError) {
    const found = error instanceof WebPageError ? error.message : `${endpoint} answered with no list of files`;
    return `${found}. ${PORTAL}`;
  }
  if (error instanceof HubSlowness) {
    return `${endpoint} sent ${error.message}. Try again later or elsewhere: what has arrived is kept`;
  }
  if (isNetworkError(error)) {
    return (
      `${endpoint} cannot be reached or broke off (${reasonOf(error)}). Check the network, and HF_ENDPOINT and ` +
      "HTTPS_PROXY if they are set, then try again: what has arrived is kept. Once all of it is here, no network is needed"
    );
  }
  const reason = reasonOf(error);
  return error instanceof Error && "syscall" in error
    ? `${cache} cannot be written (${reason}). Make room or choose another folder with HF_HOME`
    : reason;
}

/** The sign-in page of a hotel or campus stands in the way of everything that is asked for. */
const PORTAL =
  "A network that wants its users to sign in (a captive portal), or a proxy, may have answered in its place: open any page in a " +
  "browser, sign in, and try again";

function adviceFor({ status, code }: HubStatusError, page: string, hasToken: boolean): string {
  if (code === "GatedRepo" || status === 403) {
    const token = hasToken ? "with the account whose token is in HF_TOKEN" : "and set HF_TOKEN to a token of yours";
    return `Access to it is restricted: accept its conditions on ${page} ${token}`;
  }
  if (status === 401) {
    return hasToken
      ? `There is no such repository, or the token in HF_TOKEN is not one that may read it; see ${page}`
      : `There is no such repository (see ${page}), or it is private: then set HF_TOKEN to a token that may read it`;
  }
  if (code === "RevisionNotFound") return `It has no such commit; ${page}/commits/main lists them`;
  if (status === 404) return `There is no such repository, or it has no such commit or file; see ${page}/commits/main`;
  if (status === 407)
    return "The proxy asks who you are: HTTPS_PROXY=http://user:password@host:port, HTTP_PROXY likewise";
  if (status === 511) return PORTAL;
  if (status === 429) return "It is asked too often: wait some minutes; with a token in HF_TOKEN it answers more often";
  return "Try again later: what has arrived is kept";
}

function reasonOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  const told = cause instanceof Error ? cause : error;
  if (!(told instanceof Error)) return String(told);
  return told.message || ("code" in told ? String(told.code) : told.name);
}
