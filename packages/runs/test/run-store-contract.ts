import { createSecretKey } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import type { ObjectStore } from "@dalmeum/object-stores";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { checkRunFiles, RUN_FILES } from "../src/index.ts";
import { sealedRun, type SignedRun } from "../src/store/sealed-run.ts";
import { fetchRun, fetchWeights } from "../src/store/fetch-run.ts";
import { putRun } from "../src/store/put-run.ts";
import { fileKey, recordKey, type RunStore } from "../src/store/run-store.ts";
import { contents, createExperiment, filesBelow, makeRun, type MadeRun } from "./made-run.ts";

const envelopeSchema = z.looseObject({ record: z.string() });
const { signal } = new AbortController();
const keyOf = (text: string) => createSecretKey(Buffer.from(text));
const [OURS, OTHERS] = [keyOf("k".repeat(64)), keyOf("o".repeat(64))];
const WITHOUT = { weights: false, replace: false };
const WITH = { weights: true, replace: false };

/**
 * Registers what a store of runs must keep to at every place.
 * @param open opens a place without objects, for one test.
 */
export function describeRunStore(name: string, open: () => ObjectStore | Promise<ObjectStore>): void {
  const begin = async (): Promise<{ readonly store: RunStore; readonly run: MadeRun; readonly clone: string }> => ({
    store: { objects: await open(), key: OURS, signal },
    run: makeRun(createExperiment()),
    clone: createExperiment(),
  });
  const fetchInto = (store: RunStore, experimentFolder: string, { record: { identity } }: MadeRun, weights = false) =>
    fetchRun(store, { experimentFolder, identity, weights });

  describe(`${name} keeps the contract of stores of runs`, () => {
    it("gives another clone a run byte for byte, weights where they are asked for", async () => {
      const { store, run, clone } = await begin();
      expect(await fetchInto(store, clone, run)).toBeUndefined();
      expect(await putRun(store, run, WITHOUT)).toBe("stored");
      expect(await putRun(store, run, WITHOUT)).toBe("there");
      const fetched = await fetchInto(store, clone, run, true);
      if (fetched === undefined) throw new Error("expected the run");
      const { [RUN_FILES.weights]: weights, ...others } = filesBelow(run.folder);
      expect(filesBelow(fetched.folder)).toEqual(others);
      expect(fetched.record).toEqual(run.record);
      checkRunFiles(fetched.folder, fetched.record);
      expect(await fetchWeights(store, fetched)).toBe(false);

      expect(await putRun(store, run, WITH)).toBe("stored");
      expect(await putRun(store, run, WITH)).toBe("there");
      expect(await fetchWeights(store, fetched)).toBe(true);
      expect(filesBelow(fetched.folder)[RUN_FILES.weights]).toBe(weights);
      const third = createExperiment();
      await fetchInto(store, third, run, true);
      expect(filesBelow(third)).toEqual(filesBelow(join(run.folder, "../..")));
    });

    it("takes a run from two at once, and gives one of theirs whole", async () => {
      const { store, run, clone } = await begin();
      const other = makeRun(createExperiment(), { ...contents, [RUN_FILES.metrics]: '{"step":1}\n' });
      await Promise.all([run, other].map((each) => putRun(store, each, { ...WITHOUT, replace: true })));
      const fetched = await fetchInto(store, clone, run);
      expect([contents[RUN_FILES.metrics], '{"step":1}\n']).toContain(
        filesBelow(fetched?.folder ?? "")["metrics.jsonl"],
      );
      checkRunFiles(fetched?.folder ?? "", fetched?.record ?? run.record);
    });

    it("never writes over a run that is here", async () => {
      const { store, run, clone } = await begin();
      await putRun(store, run, WITHOUT);
      const here = makeRun(clone, { ...contents, [RUN_FILES.metrics]: "mine\n" });
      expect((await fetchInto(store, clone, run))?.record).toEqual(here.record);
      expect(filesBelow(here.folder)[RUN_FILES.metrics]).toBe("mine\n");
    });

    const seal = (run: MadeRun, changes: Partial<SignedRun> = {}, key = OURS): Uint8Array =>
      sealedRun.seal(key, {
        identity: run.record.identity,
        record: readFileSync(join(run.folder, "run.json"), "utf8"),
        sizes: Object.fromEntries(Object.entries(contents).map(([file, text]) => [file, text.length])),
        ...changes,
      });
    const sealed = (run: MadeRun) => envelopeSchema.parse(JSON.parse(Buffer.from(seal(run)).toString()));
    const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
    const withRecord = (run: MadeRun, changes: Readonly<Record<string, unknown>>): Uint8Array =>
      seal(run, { record: JSON.stringify({ format: 2, ...run.record, ...changes }) });
    const naming = (run: MadeRun, file: string): Uint8Array => {
      const { result } = run.record;
      const files = { ...result.files, [file]: result.files[RUN_FILES.dev] ?? "" };
      return withRecord(run, { result: { ...result, files } });
    };

    it.each<readonly [string, (run: MadeRun) => Uint8Array, string]>([
      ["changed", (run) => json({ ...sealed(run), record: `${sealed(run).record} ` }), "its signature is not"],
      ["signed for other sizes", (run) => json({ ...sealed(run), sizes: { a: 1 } }), "its signature is not right"],
      ["without a signature", (run) => json({ ...sealed(run), signature: undefined }), "signature"],
      ["signed with another key", (run) => seal(run, {}, OTHERS), "signed with another key"],
      ["no JSON", () => Buffer.from("PK"), "no JSON"],
      ["of another identity", (run) => seal(run, { identity: "1".repeat(64) }), "of another identity"],
      [
        "whose record names another",
        (run) => withRecord(run, { identity: "1".repeat(64) }),
        "its inputs, seed and fold give",
      ],
      ["whose inputs give another", (run) => withRecord(run, { seed: 2 }), "its inputs, seed and fold give"],
      ["with a damaged record", (run) => seal(run, { record: "{}" }), "run.json"],
      ["that is unfinished", (run) => withRecord(run, { status: "running", result: undefined }), "is running"],
      ["with a file that climbs", (run) => naming(run, "../../../evil.csv"), "which no run has"],
      ["with an absolute file", (run) => naming(run, "/tmp/evil.csv"), "which no run has"],
      ["with a file that no run has", (run) => naming(run, "experiment.ts"), "which no run has"],
      ["without a size", (run) => seal(run, { sizes: {} }), "no size of"],
    ])("does not believe a record %s", async (_, bytesOf, message) => {
      const { store, run, clone } = await begin();
      await putRun(store, run, WITHOUT);
      await store.objects.store(recordKey(run.record.identity), bytesOf(run), signal);
      const fetching = fetchInto(store, clone, run);
      await expect(fetching).rejects.toThrow(UserError);
      await expect(fetching).rejects.toThrow(message);
      expect(filesBelow(join(clone, "../.."))).toEqual({});
      // Whoever trains anew puts a right one in its place.
      await putRun(store, run, WITHOUT);
      expect(await fetchInto(store, clone, run)).toBeDefined();
    });

    it.each([
      ["of other bytes", "id,prediction\na,5\n", "is not the predictions-dev.csv"],
      ["that is longer", `${contents[RUN_FILES.dev]}b,2\n`, "more than the 18 bytes"],
      ["that is shorter", "id", "is not the predictions-dev.csv"],
    ])("does not believe a file %s", async (_, content, message) => {
      const { store, run, clone } = await begin();
      await putRun(store, run, WITHOUT);
      const key = fileKey(run.record.identity, run.record.result.files[RUN_FILES.dev] ?? "");
      await store.objects.store(key, Buffer.from(content), signal);
      await expect(fetchInto(store, clone, run)).rejects.toThrow(message);
      expect(filesBelow(clone)).toEqual({});
      await putRun(store, run, { ...WITHOUT, replace: true });
      expect(await fetchInto(store, clone, run)).toBeDefined();
    });

    it("takes a run whose file lacks for none", async () => {
      const { store, run, clone } = await begin();
      await store.objects.store(recordKey(run.record.identity), seal(run), signal);
      await expect(fetchInto(store, clone, run)).rejects.toThrow(/the run [0-9a-f]{64} lacks predictions-dev\.csv/);
      expect(filesBelow(clone)).toEqual({});
      expect(await putRun(store, run, WITHOUT)).toBe("stored");
    });

    it("does not put what is not what the run wrote", async () => {
      const { store, run } = await begin();
      writeFileSync(join(run.folder, RUN_FILES.dev), "id,prediction\na,5\n");
      await expect(putRun(store, run, WITHOUT)).rejects.toThrow("is not the file that the run wrote");
      expect(await store.objects.has(recordKey(run.record.identity), signal)).toBe(false);
    });
  });
}
