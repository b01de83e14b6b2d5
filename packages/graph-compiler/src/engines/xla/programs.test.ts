import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { xlaPlugin } from "../../../test/xla-plugin.ts";
import { type Client, clientOf, type Program } from "./client.ts";
import { createPrograms } from "./programs.ts";

/** 5 more than it takes. */
const MODULE = `module @more {
  func.func public @main(%a: tensor<f32>) -> tensor<f32> {
    %five = stablehlo.constant dense<5.0> : tensor<f32>
    %b = stablehlo.add %a, %five : tensor<f32>
    return %b : tensor<f32>
  }
}`;

describe.skipIf(xlaPlugin === undefined)("programs kept on disk", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "programs-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const client = (): Client => clientOf(xlaPlugin ?? "");
  let compilations = 0;
  /** What a new process would open: the program's result on 1, and how often it was compiled. */
  const open = async (
    flags: Readonly<Record<string, string>> = {},
    at = folder,
  ): Promise<readonly [result: number | undefined, compilations: number]> => {
    const { compile, upload, execute, download, wait, free, release } = client();
    compilations = 0;
    const counting = {
      ...client(),
      compile: (...given: Parameters<Client["compile"]>): Promise<Program> => {
        compilations++;
        return compile(...given);
      },
    };
    const program = await createPrograms(counting, { flags, folder: at })(MODULE);
    const one = upload(Float32Array.of(1), []);
    const { made, done } = execute(program, [one]);
    const result = new Float32Array(1);
    await Promise.all([done, download(made[0] ?? 0n, result)].map(wait));
    for (const array of [one, ...made]) free(array);
    release(program);
    return [result[0], compilations];
  };
  const files = (): readonly string[] => readdirSync(folder).map((name) => join(folder, name));
  const only = (): string => {
    const [file = "", ...others] = files();
    expect(others).toEqual([]);
    return file;
  };

  it("compiles a module once for each environment that makes XLA compute otherwise", async () => {
    expect(await open()).toEqual([6, 1]);
    vi.stubEnv("NVIDIA_TF32_OVERRIDE", "0");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await open()).toEqual([6, 1]);
    expect(files()).toHaveLength(2);
  });

  it("compiles a module once, for each set of flags", async () => {
    expect(await open()).toEqual([6, 1]);
    expect(await open()).toEqual([6, 0]);
    expect(await open({ xla_backend_optimization_level: "0" })).toEqual([6, 1]);
    expect(files()).toHaveLength(2);
  });

  it("compiles anew where a byte is damaged, a file is cut, or the plugin refuses it", async () => {
    await open();
    const whole = readFileSync(only());
    const damaged = Buffer.from(whole);
    damaged[whole.length >> 1] = (damaged[whole.length >> 1] ?? 0) ^ 1;
    const foreign = Buffer.from("no program");
    const refused = Buffer.concat([createHash("sha256").update(foreign).digest(), foreign]);
    for (const content of [damaged, whole.subarray(0, 40), Buffer.alloc(0), refused]) {
      writeFileSync(only(), content);
      expect(await open()).toEqual([6, 1]);
      expect(await open()).toEqual([6, 0]);
    }
  });

  it("compiles where nothing can be kept", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(await open({}, join(file, "programs"))).toEqual([6, 1]);
    expect(await open({}, join(file, "programs"))).toEqual([6, 1]);
  });

  it("drops what was not used for longest, and touches no other file", async () => {
    await open();
    const used = only();
    const other = join(folder, "notes.txt");
    writeFileSync(other, "");
    const old = Array.from({ length: 130 }, (_, index) => join(folder, `${index}.program`));
    for (const [index, file] of old.entries()) {
      writeFileSync(file, "");
      utimesSync(file, 1000 + index, 1000 + index);
    }
    utimesSync(used, 1, 1);
    expect(await open()).toEqual([6, 0]);
    expect(await open({ xla_backend_optimization_level: "0" })).toEqual([6, 1]);
    const left = files();
    expect(left).toHaveLength(129);
    expect(left).toContain(used);
    expect(left).toContain(other);
    expect(left).toContain(old[129]);
    expect(left).not.toContain(old[3]);
  });
});
