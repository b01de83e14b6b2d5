import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import type { CacheServer } from "./cache-store.ts";
import type { Bucket, Credentials } from "./s3-store.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export type Address =
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "s3"; readonly bucket: Bucket }
  | { readonly kind: "cache"; readonly server: CacheServer };

const EXPECTED =
  "expected a folder, file:///..., s3://bucket/prefix?endpoint=...&region=..., https://... of a cache server, or cache: the " +
  "server of TURBO_API";

/**
 * What an address means.
 * @param root of the workspace, from which a relative folder counts.
 * @throws UserError where it is none; its text is not repeated, as it may hold a password.
 */
export function parseAddress(text: string, root: string, environment: Environment): Address {
  const address = text.trim();
  if (address === "") throw new UserError(`the address of the object store is empty; ${EXPECTED}`);
  if (address === "cache") return { kind: "cache", server: cacheServer(undefined, environment) };
  // One letter is a drive.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(address)?.[1]?.toLowerCase();
  switch (scheme) {
    case undefined:
      return { kind: "folder", folder: resolve(root, address) };
    case "file":
      return { kind: "folder", folder: folderOf(urlOf(address)) };
    case "s3":
      return { kind: "s3", bucket: bucketOf(urlOf(address), environment) };
    case "http":
    case "https":
      return { kind: "cache", server: cacheServer(urlOf(address), environment) };
    default:
      throw new UserError(`found an object store at ${scheme}:..., ${EXPECTED}`);
  }
}

function urlOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) throw new UserError(`the address of the object store is no URL; ${EXPECTED}`);
  if (url.username !== "" || url.password !== "") {
    throw new UserError(
      "the address of the object store holds a user name or password; take it out, as addresses are shown, and put it " +
        "into TURBO_TOKEN, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    );
  }
  return url;
}

function folderOf(url: URL): string {
  if (url.host !== "")
    throw new UserError(`found file://${url.host}/..., expected a folder of this machine: file:///...`);
  return fileURLToPath(url);
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX = /^[\w.-]+(?:\/[\w.-]+)*$/;
const endpointSchema = z.url({ protocol: /^https?$/ }).refine((text) => {
  const { username, password, search } = new URL(text);
  return username + password + search === "";
});
const optionsSchema = z.object({
  endpoint: endpointSchema.optional(),
  region: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
});

function bucketOf(url: URL, environment: Environment): Bucket {
  const bucket = url.host;
  const prefix = url.pathname.replace(/^\/|\/$/g, "");
  if (!BUCKET.test(bucket)) throw new UserError(`s3://${bucket}: that is no bucket's name; ${EXPECTED}`);
  if (prefix !== "" && !PREFIX.test(prefix)) {
    throw new UserError(`s3://${bucket}: found another prefix than letters, digits and . _ - with / between`);
  }
  const given = Object.fromEntries(url.searchParams);
  const others = Object.keys(given).filter((name) => !(name in optionsSchema.shape));
  const options = optionsSchema.safeParse(given);
  if (others.length > 0 || !options.success) {
    const names = [...others, ...(options.error?.issues.flatMap(({ path }) => path) ?? [])];
    throw new UserError(
      `s3://${bucket}: found ${names.join(", ")}, expected endpoint=http(s)://host:port and region=name, if anything`,
    );
  }
  const endpoint = options.data.endpoint ?? environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL;
  const region = options.data.region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION;
  return {
    bucket,
    prefix: prefix === "" ? "" : `${prefix}/`,
    endpoint: endpoint?.replace(/\/$/, ""),
    // Servers of others have regions by name alone.
    region: region ?? (endpoint === undefined ? undefined : "us-east-1"),
    credentials: credentialsOf(environment),
  };
}

function credentialsOf(environment: Environment): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
}

const turboSchema = z
  .object({
    TURBO_API: z.url({ protocol: /^https?$/, error: "set it to the server's address, https://..." }),
    // What no header takes, fetch would repeat in its message.
    TURBO_TOKEN: z.string("set it").regex(/^[\x21-\x7e]+$/, "expected a token without spaces and line ends"),
    TURBO_TEAM: z.string().min(1).optional(),
    TURBO_TEAMID: z.string().min(1).optional(),
  })
  .refine(({ TURBO_TEAM, TURBO_TEAMID }) => (TURBO_TEAM ?? TURBO_TEAMID) !== undefined, {
    path: ["TURBO_TEAM"],
    error: "set it, the same for all: a folder on the server",
  });

/**
 * The server that turbo uses, with its token. An address may stand in a file that somebody else has changed; the token goes to
 * the server for which it was set, and to no other.
 */
function cacheServer(url: URL | undefined, environment: Environment): CacheServer {
  const turbo = turboSchema.safeParse(environment);
  if (!turbo.success) {
    const problems = turbo.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new UserError(`a cache server needs what turbo needs, docs/remote-cache.md: ${problems.join("; ")}`);
  }
  const { TURBO_API, TURBO_TOKEN, TURBO_TEAM, TURBO_TEAMID } = turbo.data;
  const api = urlOf(TURBO_API);
  const address = addressOf(api);
  if (url !== undefined && addressOf(url) !== address) {
    throw new UserError(
      `found the cache server ${addressOf(url)}, and TURBO_API ${address}, for which TURBO_TOKEN is: expected the same, as the ` +
        "token goes nowhere else; write cache for the address, or set both",
    );
  }
  return {
    url: address,
    token: TURBO_TOKEN,
    team: {
      ...(TURBO_TEAMID === undefined ? {} : { teamId: TURBO_TEAMID }),
      ...(TURBO_TEAM === undefined ? {} : { slug: TURBO_TEAM }),
    },
  };
}

const addressOf = ({ origin, pathname }: URL): string => origin + pathname.replace(/\/+$/, "");
