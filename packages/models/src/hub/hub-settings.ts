import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { problemsError } from "@dalmeum/contracts";
import { z } from "zod";

/** Where the hub is, and where its files are kept. */
export interface HubSettings {
  /** Without a slash at its end. */
  readonly endpoint: string;
  /** The folder of all repositories, absolute. */
  readonly cache: string;
  readonly token: string | undefined;
  /** Whether nothing may be asked for. */
  readonly offline: boolean;
}

/** A variable that is empty counts as absent. */
const set = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === "string" ? value.trim() || undefined : value), schema.optional());

const folder = set(z.string());
const environmentSchema = z.object({
  HF_ENDPOINT: set(z.url({ protocol: /^https?$/, error: "expected a URL, e.g. https://huggingface.co" })),
  HF_HOME: folder,
  HF_HUB_CACHE: folder,
  XDG_CACHE_HOME: folder,
  // The value itself must not get into an error, as it would where it were put into a header unseen.
  HF_TOKEN: set(z.string().regex(/^[\x21-\x7e]+$/, "expected a token: printable ASCII without spaces")),
  HF_HUB_OFFLINE: set(z.string()),
});

const YES = ["1", "ON", "YES", "TRUE"];

/** The variables that say it. Each is named, so that what a run follows from can be read from the code. */
export function hubEnvironment(): NodeJS.ProcessEnv {
  const { HF_ENDPOINT, HF_HOME, HF_HUB_CACHE, HF_HUB_OFFLINE, HF_TOKEN, XDG_CACHE_HOME } = process.env;
  return { HF_ENDPOINT, HF_HOME, HF_HUB_CACHE, HF_HUB_OFFLINE, HF_TOKEN, XDG_CACHE_HOME };
}

/**
 * What the environment says about the hub, by the names and defaults of huggingface_hub 2.4, so that downloads are
 * shared with Python.
 * @param environment e.g. `hubEnvironment()`.
 * @throws UserError naming each variable that cannot be used; no value of HF_TOKEN.
 */
export function readHubSettings(environment: NodeJS.ProcessEnv): HubSettings {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    throw problemsError(
      "environment",
      parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
    );
  }
  const { HF_ENDPOINT, HF_HOME, HF_HUB_CACHE, XDG_CACHE_HOME, HF_TOKEN, HF_HUB_OFFLINE = "" } = parsed.data;
  const home = HF_HOME ?? join(XDG_CACHE_HOME ?? "~/.cache", "huggingface");
  return {
    endpoint: (HF_ENDPOINT ?? "https://huggingface.co").replace(/\/+$/, ""),
    cache: resolve((HF_HUB_CACHE ?? join(home, "hub")).replace(/^~(?=$|[/\\])/, homedir())),
    token: HF_TOKEN,
    offline: YES.includes(HF_HUB_OFFLINE.toUpperCase()),
  };
}
