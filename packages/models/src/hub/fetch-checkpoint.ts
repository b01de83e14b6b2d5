import { existsSync } from "node:fs";
import { join } from "node:path";
import { type FetchOptions, UserError } from "@dalmeum/contracts";
import { isIndex, shardNames, WEIGHT_FILES } from "@dalmeum/files";
import { checkpointFiles, CONFIG_FILE, SENTENCE_FILES, TOKENIZER_FILES } from "../checkpoint/checkpoint-files.ts";
import { etagOf, isWhole, markWhole, removeBlob } from "./checked-blobs.ts";
import { missingFiles } from "./checkpoint-folder.ts";
import type { HubCheckpoint } from "./checkpoint-name.ts";
import { downloadBlob } from "./download-blob.ts";
import { hubError } from "./hub-error.ts";
import { createHubFetch } from "./hub-fetch.ts";
import { type HubFile, listModelFiles } from "./hub-files.ts";
import { type HubFolders, hubFolders, isSettled, linkBlob, markAbsent } from "./hub-folders.ts";
import { HUB_PATIENCE, type HubPatience } from "./hub-patience.ts";
import { hubEnvironment, type HubSettings, readHubSettings } from "./hub-settings.ts";
import { sizeOf, takePartial } from "./partial-file.ts";

/**
 * Download what a model is read from into the cache of huggingface_hub, unless it is there: then nothing is asked for. What is
 * there and damaged is downloaded anew.
 * @throws UserError where that cannot be done: no network, no such commit, no access, another size or hash.
 */
export async function fetchCheckpoint(
  checkpoint: HubCheckpoint,
  options: FetchOptions,
  patience = HUB_PATIENCE,
): Promise<void> {
  const settings = readHubSettings(hubEnvironment());
  const folders = hubFolders(settings.cache, checkpoint);
  for (const name of await dropDamaged(checkpoint, settings, folders)) {
    options.say?.(
      `${checkpoint.repository}: ${name} in ${settings.cache} was damaged, or changed by hand: it was not what its hash says, ` +
        "and is downloaded anew",
    );
  }
  const missing = missingFiles(folders.snapshot);
  if (missing.length === 0 && TOKENIZER_FILES.every((name) => isSettled(folders, name))) return;
  if (settings.offline) {
    // Another program may have downloaded it, and not said what else the commit holds.
    if (missing.length === 0) return;
    throw new UserError(
      `${checkpoint.repository}@${checkpoint.revision}: ${missing.join(", ")} not in ${folders.snapshot}, and ` +
        "HF_HUB_OFFLINE is set: unset it to download, or copy the cache from a machine that has it",
    );
  }
  try {
    await download(checkpoint, settings, folders, options, patience);
  } catch (error) {
    options.signal.throwIfAborted();
    throw hubError(error, checkpoint, settings);
  }
}

/**
 * What is damaged is removed, and so is missing. An index first, as it names the shards.
 * @returns names of what was removed.
 */
async function dropDamaged(
  checkpoint: HubCheckpoint,
  settings: HubSettings,
  folders: HubFolders,
): Promise<readonly string[]> {
  const { snapshot } = folders;
  const damaged: string[] = [];
  for (const names of [() => WEIGHT_FILES.filter(isIndex), () => checkpointFiles(snapshot)]) {
    for (const name of names().filter((file) => existsSync(join(snapshot, file)))) {
      const etag = etagOf(folders, name);
      if (etag === undefined || (await isWhole(folders, etag))) continue;
      if (settings.offline) {
        throw new UserError(
          `${checkpoint.repository}@${checkpoint.revision}: ${join(snapshot, name)}: found other content than that of hash ` +
            `${etag}, after which it is named: it is damaged, and HF_HUB_OFFLINE is set. Unset it to download the file anew, ` +
            "or copy it from a machine that has it",
        );
      }
      removeBlob(folders, etag);
      damaged.push(name);
    }
  }
  return damaged;
}

async function download(
  checkpoint: HubCheckpoint,
  settings: HubSettings,
  folders: HubFolders,
  { signal, onProgress }: FetchOptions,
  patience: HubPatience,
): Promise<void> {
  const { endpoint } = settings;
  const hubFetch = createHubFetch(settings, signal, patience);
  const listed = await listModelFiles(checkpoint, endpoint, hubFetch, patience);
  const fetchFile = async (file: HubFile, onBytes: (here: number) => void): Promise<void> => {
    const url = `${endpoint}/${checkpoint.repository}/resolve/${checkpoint.revision}/${file.name}`;
    if (!existsSync(join(folders.blobs, file.etag)) || !(await isWhole(folders, file.etag))) {
      removeBlob(folders, file.etag);
      await downloadBlob({ file, url, blobs: folders.blobs, fetch: hubFetch, signal, onBytes });
      markWhole(folders, file.etag);
    }
    linkBlob(folders, file.name, file.etag);
  };
  const isMissing = ({ name }: HubFile): boolean => !existsSync(join(folders.snapshot, name));

  const [weights] = pick(listed, WEIGHT_FILES);
  const index = weights !== undefined && isIndex(weights.name) ? weights : undefined;
  // Only the index tells how much there is to come.
  if (index !== undefined && isMissing(index)) await fetchFile(index, () => undefined);
  const shards = index === undefined ? [] : shardFiles(join(folders.snapshot, index.name), listed);
  // Weights last: where they are, so is the rest.
  const named = [CONFIG_FILE, ...TOKENIZER_FILES, SENTENCE_FILES.modules, SENTENCE_FILES.pooling];
  const files = [...pick(listed, named), ...(weights ? [weights] : []), ...shards];
  const missing = files.filter(isMissing);

  const here = new Map(missing.map((file) => [file, bytesHere(folders, file)]));
  const total = sum(missing.map(({ size }) => size));
  for (const file of missing) {
    onProgress(sum(here.values()), total);
    await fetchFile(file, (bytes) => {
      onProgress(sum(here.set(file, bytes).values()), total);
    });
  }
  for (const name of TOKENIZER_FILES) if (!listed.has(name)) markAbsent(folders, name);
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

const pick = (listed: ReadonlyMap<string, HubFile>, names: readonly string[]): readonly HubFile[] =>
  names.flatMap((name) => listed.get(name) ?? []);

function shardFiles(index: string, listed: ReadonlyMap<string, HubFile>): readonly HubFile[] {
  const names = shardNames(index);
  const unlisted = names.filter((name) => !listed.has(name));
  if (unlisted.length > 0) throw new UserError(`${index}: names ${unlisted.join(", ")}, which the hub does not list`);
  return pick(listed, names);
}

function bytesHere({ blobs }: HubFolders, { etag, size }: HubFile): number {
  const blob = join(blobs, etag);
  return existsSync(blob) ? size : sizeOf(takePartial(blob));
}
