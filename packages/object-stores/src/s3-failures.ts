import { connectionFailure, systemCode, throughProxy } from "./failures.ts";

export const isMissing = (error: unknown): boolean => error instanceof Error && error.name === "NoSuchKey";

/** What a failure of the S3 client means. Its own errors are not shown: they hold keys, hosts and whole requests. */
export function explainS3(error: unknown, address: string): string {
  const name = error instanceof Error ? error.name : "";
  const status = statusOf(error);
  if (status !== undefined) {
    const word = /^[A-Za-z]{1,50}$/.test(name) ? ` ${name}` : "";
    // A proxy that refuses a tunnel answers in the place's stead, and not in its protocol.
    if (name === "Unknown" || status === 407) return `it answered ${status}${throughProxy(address)}`;
    return `it answered ${status}${word}${MEANINGS[name] ?? (status === 403 ? NO_RIGHT : "")}`;
  }
  const code = systemCode(error);
  if (code !== undefined) return connectionFailure(code, address);
  if (name === "TimeoutError") return connectionFailure("timeout", address);
  if (name === "CredentialsProviderError") return `found no credentials; ${CREDENTIALS}`;
  const isRegion = error instanceof Error && error.message === "Region is missing";
  if (isRegion) return "no region is known; add ?region=... to the address, or set AWS_REGION";
  return `the S3 client failed${/^\w{1,50}$/.test(name) ? ` (${name})` : ""}${throughProxy(address)}; try again`;
}

/** Status of the answer that an error is made of. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error && "$metadata" in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}

const CREDENTIALS = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE";
const NO_RIGHT =
  ": the credentials may not do that here; they need s3:GetObject, s3:PutObject, s3:DeleteObject, and s3:ListBucket, without " +
  "which S3 says so of an object that is not there, too";
const WRONG_KEYS = `: the credentials are not right; ${CREDENTIALS}`;
const MEANINGS: Readonly<Record<string, string>> = {
  NoSuchBucket: ": there is no such bucket; make it, or correct the address",
  InvalidAccessKeyId: WRONG_KEYS,
  SignatureDoesNotMatch: WRONG_KEYS,
  ExpiredToken: ": the credentials have expired; sign in again",
  RequestTimeTooSkewed: ": this machine's clock is wrong",
  PermanentRedirect: ": the bucket is in another region; add ?region=... to the address",
};
