import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CreateBucketCommand, ListMultipartUploadsCommand, S3Client } from "@aws-sdk/client-s3";
import { type ObjectStore, openObjectStore } from "../src/index.ts";
import { describeObjectStore, expectFailure } from "./contract.ts";
import { hasServer, type S3Server, startServer } from "./s3/server.ts";
import { serve } from "./servers.ts";

const { signal } = new AbortController();
const SECRET = "secret/Key+0123";
const environment = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: SECRET };
const open = (bucket: string, endpoint: string): ObjectStore =>
  openObjectStore(`s3://${bucket}?endpoint=${endpoint}`, { root: "/", environment, patience: 500 });
const withReason = "S3 (its server is not here: npm run s3:setup)";

describe.runIf(hasServer())(hasServer() ? "S3" : withReason, () => {
  let server: S3Server | undefined;
  let buckets = 0;
  const endpoint = (): string => server?.endpoint ?? "";
  const client = (): S3Client =>
    new S3Client({
      endpoint: endpoint(),
      forcePathStyle: true,
      region: "us-east-1",
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: SECRET },
    });
  const createBucket = async (): Promise<string> => {
    const Bucket = `runs-${buckets++}`;
    await client().send(new CreateBucketCommand({ Bucket }));
    return Bucket;
  };

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server?.stop();
  });

  describeObjectStore("a bucket of S3", {
    open: async () => {
      const store = `s3://${await createBucket()}/team/runs?endpoint=${endpoint()}`;
      return openObjectStore(store, { root: "/", environment });
    },
    lists: true,
    openAt: (url) => open("runs", url),
    secret: SECRET,
  });

  it("keeps prefixes of one bucket apart", async () => {
    const bucket = await createBucket();
    const [one, two, all] = [`${bucket}/one`, `${bucket}/two/`, bucket].map((place) => open(place, endpoint()));
    await one?.store("key", Buffer.from("bytes"), signal);
    expect(await two?.has("key", signal)).toBe(false);
    expect(await two?.list("", signal)).toEqual([]);
    expect(await all?.list("", signal)).toEqual(["one/key"]);
  });

  it("names a bucket that is not there", async () => {
    const store = open("nowhere", endpoint());
    for (const call of [
      () => store.has("key", signal),
      () => store.read("key", signal),
      () => store.list("", signal),
    ]) {
      const message = await expectFailure(call(), "there is no such bucket");
      expect(message).toContain(`s3://nowhere at ${endpoint()}`);
    }
    await expectFailure(store.store("key", Buffer.from("bytes"), signal), "there is no such bucket");
  });

  it("leaves no parts of an upload that ended early", async () => {
    const bucket = await createBucket();
    const ending = new AbortController();
    const storing = open(bucket, endpoint()).store("key", Buffer.alloc(60 * 2 ** 20), ending.signal);
    setTimeout(() => {
      ending.abort();
    }, 200);
    await expect(storing).rejects.toThrow();
    const parts = async () => (await client().send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads ?? [];
    await expect.poll(parts, { timeout: 10_000 }).toEqual([]);
    expect(await open(bucket, endpoint()).list("", signal)).toEqual([]);
  });
});

describe("S3 from afar", () => {
  it("lists all pages", async () => {
    const page = (key: string, rest: string): string =>
      `<ListBucketResult><Contents><Key>${key}</Key></Contents>${rest}</ListBucketResult>`;
    const url = await serve(({ url }, response) => {
      const isNext = new URL(url ?? "", "http://here").searchParams.get("continuation-token") === "more/+";
      const more = "<IsTruncated>true</IsTruncated><NextContinuationToken>more/+</NextContinuationToken>";
      response.writeHead(200, { "content-type": "application/xml" });
      response.end(isNext ? page("a", "") : page("b", more));
    });
    expect(await open("runs", url).list("", signal)).toEqual(["a", "b"]);
  });

  it("says what a refusal means, without secrets", async () => {
    const url = await serve((_, response) => {
      response.writeHead(403, { "content-type": "application/xml" });
      response.end(`<Error><Code>SignatureDoesNotMatch</Code><Message>${SECRET}</Message></Error>`);
    });
    const message = await expectFailure(open("runs", url).has("key", signal), "the credentials are not right");
    expect(message).not.toContain(SECRET);
  });
});
