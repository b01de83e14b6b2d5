import type * as Sdk from "@aws-sdk/client-s3";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { proxyAgents } from "@dalmeum/network";
import { answered } from "./answered.ts";
import { bytesOf } from "./bytes-of.ts";
import type { Content, ObjectStore } from "./object-store.ts";
import { isKey } from "./object-key.ts";
import { objectStoreIn } from "./place.ts";
import { explainS3, isMissing } from "./s3-failures.ts";

export interface Bucket {
  readonly bucket: string;
  /** Before each key; empty, or with a slash at its end. */
  readonly prefix: string;
  /** Another server than AWS; it gets the bucket in the path, as only AWS has a host a bucket. */
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
  /** Undefined where the client is to look for them: a profile, a role of the machine. */
  readonly credentials: Credentials | undefined;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Objects in a bucket of S3 or of a server that speaks its protocol. */
export function s3Store(place: Bucket, patience: number): ObjectStore {
  const { bucket, prefix, endpoint } = place;
  let loading: Promise<S3> | undefined;
  const connect = (): Promise<S3> => (loading ??= loadS3(place));
  const nameOf = (key: string): { readonly Bucket: string; readonly Key: string } => ({
    Bucket: bucket,
    Key: prefix + key,
  });
  /** An object's bytes, or one of them; undefined where there is no such object. */
  const get = async (key: string, signal: AbortSignal, range?: string): Promise<Readable | undefined> => {
    const { sdk, client } = await connect();
    try {
      const command = new sdk.GetObjectCommand({ ...nameOf(key), ...(range === undefined ? {} : { Range: range }) });
      const { Body } = await answered(signal, patience, (abortSignal) => client.send(command, { abortSignal }));
      if (Body instanceof Readable) return Body;
      throw new Error("expected a stream");
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
  /** Asks for a byte: the answer to HEAD has no body, and so a missing bucket would look like a missing object. */
  const has = async (key: string, signal: AbortSignal): Promise<boolean> => {
    try {
      const bytes = await get(key, signal, "bytes=0-0");
      bytes?.destroy();
      return bytes !== undefined;
    } catch (error) {
      if (error instanceof Error && error.name === "InvalidRange") return true;
      throw error;
    }
  };
  return objectStoreIn({
    name: `s3://${bucket}/${prefix}`.replace(/\/$/, "") + (endpoint === undefined ? "" : ` at ${endpoint}`),
    has,
    open: (key, signal) => get(key, signal),
    store: async (key, content, signal) => {
      const size = content instanceof Uint8Array ? content.length : (await stat(content.file)).size;
      // A place that is away or refuses says so before it is sent gigabytes, for which no time is too long.
      await has(key, signal);
      const { client } = await connect();
      await upload(client, { ...nameOf(key), Body: bodyOf(content), ContentLength: size }, signal);
    },
    remove: async (key, signal) => {
      const { sdk, client } = await connect();
      const command = new sdk.DeleteObjectCommand(nameOf(key));
      await answered(signal, patience, (abortSignal) => client.send(command, { abortSignal }));
    },
    list: async (start, signal) => {
      const { sdk, client } = await connect();
      const keys: string[] = [];
      for (let token: string | undefined, more = true; more; ) {
        const command: Sdk.ListObjectsV2Command = new sdk.ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix + start,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        });
        const page = await answered(signal, patience, (abortSignal) => client.send(command, { abortSignal }));
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key.slice(prefix.length));
        token = page.NextContinuationToken;
        more = token !== undefined;
      }
      return keys.filter(isKey).toSorted();
    },
    explain: (error) => explainS3(error, addressOf(endpoint)),
  });
}

/** Of AWS' hosts, which differ by region and bucket, any stands for all. */
const addressOf = (endpoint: string | undefined): string => endpoint ?? "https://s3.amazonaws.com";

interface S3 {
  readonly sdk: typeof Sdk;
  readonly client: Sdk.S3Client;
}

/** Idle for so long, a connection counts as broken. What a slow line has still to send may wait in the system for a while. */
const IDLE_MS = 120_000;

async function loadS3({ endpoint, region, credentials }: Bucket): Promise<S3> {
  const sdk = await import("@aws-sdk/client-s3");
  const client = new sdk.S3Client({
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
    followRegionRedirects: true,
    // Servers of others do not know the checksums that AWS has added.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 5_000, socketTimeout: IDLE_MS, ...(await proxyAgents(addressOf(endpoint))) },
  });
  return { sdk, client };
}

const bodyOf = (content: Content): Uint8Array | Readable =>
  content instanceof Uint8Array ? content : Readable.from(bytesOf(content.file));

interface UploadParams {
  readonly Bucket: string;
  readonly Key: string;
  readonly Body: Uint8Array | Readable;
  readonly ContentLength: number;
}

/** In parts where there are more than 5 MB; they become an object once the last is there. */
async function upload(client: Sdk.S3Client, params: UploadParams, signal: AbortSignal): Promise<void> {
  const { Upload } = await import("@aws-sdk/lib-storage");
  signal.throwIfAborted();
  const abortController = new AbortController();
  const abort = (): void => {
    abortController.abort();
  };
  signal.addEventListener("abort", abort);
  try {
    await new Upload({ client, params, abortController }).done();
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
