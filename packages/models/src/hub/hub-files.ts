import { problemsError, UserError } from "@dalmeum/contracts";
import { WEIGHT_FILES } from "@dalmeum/files";
import { z } from "zod";
import { CONFIG_FILE, SENTENCE_FILES, VOCABULARY_FILES } from "../checkpoint/checkpoint-files.ts";
import type { HubCheckpoint } from "./checkpoint-name.ts";
import type { HubPatience } from "./hub-patience.ts";

/** A file as the hub lists it. */
export interface HubFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Hash of its content: SHA-256 (64 digits) of a file in LFS, else git's SHA-1 of a blob (40 digits). */
  readonly etag: string;
}

const size = z.int().min(0);
const fileSchema = z
  .object({
    path: z.string(),
    size,
    oid: z.string().regex(/^[0-9a-f]{40}$/, "expected a SHA-1"),
    lfs: z.object({ size, oid: z.string().regex(/^[0-9a-f]{64}$/, "expected a SHA-256") }).optional(),
  })
  .transform(({ path, size, oid, lfs }): HubFile => ({ name: path, size: lfs?.size ?? size, etag: lfs?.oid ?? oid }));

/**
 * The files of a commit outside of its folders, and of sentence-transformers' pooling, by name; names that nobody asked for
 * may be anything.
 * @throws UserError where the hub's answer is no list of files, or the commit holds no model.
 */
export async function listModelFiles(
  { repository, revision }: HubCheckpoint,
  hubUrl: string,
  hubFetch: typeof fetch,
  patience: HubPatience,
): Promise<ReadonlyMap<string, HubFile>> {
  // Imported here: it takes 30 ms, which commands that have nothing to download need not wait.
  const { listFiles } = await import("@huggingface/hub");
  const repo = { type: "model", name: repository } as const;
  const files = new Map<string, HubFile>();
  const asked = { repo, revision, hubUrl, fetch: bounded(hubFetch, hubUrl, patience) };
  async function* entries() {
    yield* listFiles(asked);
    if (files.has(SENTENCE_FILES.modules) && folders.has(SENTENCE_FILES.poolingFolder)) {
      yield* listFiles({ ...asked, path: SENTENCE_FILES.poolingFolder });
    }
  }
  const folders = new Set<string>();
  for await (const entry of entries()) {
    if (entry.type === "directory") folders.add(entry.path);
    if (entry.type !== "file") continue;
    const parsed = fileSchema.safeParse(entry);
    if (!parsed.success) {
      throw problemsError(
        `${hubUrl} lists ${entry.path} of ${repository} in a way that is not the hub's`,
        parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
      );
    }
    files.set(parsed.data.name, parsed.data);
  }
  const lacks = [[CONFIG_FILE], WEIGHT_FILES, VOCABULARY_FILES].flatMap((names) =>
    names.some((name) => files.has(name)) ? [] : [names.join(" or ")],
  );
  if (lacks.length > 0) {
    throw new UserError(
      `${repository}@${revision} is no model that can be read: it has no ${lacks.join(", no ")}; ` +
        `found ${[...files.keys()].join(", ") || "nothing"}`,
    );
  }
  return files;
}

/** A list has no end where each page names another, or one does not end. */
function bounded(hubFetch: typeof fetch, hubUrl: string, { pages, listBytes }: HubPatience): typeof fetch {
  const endless = (what: string): UserError =>
    new UserError(`${hubUrl} lists more than ${what} of files, which no model has; is HF_ENDPOINT a hub?`);
  let [asked, bytes] = [0, 0];
  return async (input, init) => {
    asked += 1;
    if (asked > pages) throw endless(`${pages} pages`);
    const { body, status, headers } = await hubFetch(input, init);
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        bytes += chunk.length;
        if (bytes > listBytes) throw endless(`${listBytes} bytes`);
        controller.enqueue(chunk);
      },
    });
    return new Response(body?.pipeThrough(counted) ?? null, { status, headers });
  };
}
