import { UserError } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { xlaPlugin } from "../../../test/xla-plugin.ts";
import { type Client, clientOf } from "./client.ts";
import { compileOptions } from "./compile-options.ts";

/** A donated sum, and an int32 that stays. */
const SUM = `module @sum {
  func.func public @main(%a: tensor<2x2xf32> {tf.aliasing_output = 0 : i32}, %b: tensor<2x2xf32>, %n: tensor<3xi32>)
      -> (tensor<2x2xf32>, tensor<3xi32>) {
    %sum = stablehlo.add %a, %b : tensor<2x2xf32>
    %twice = stablehlo.add %n, %n : tensor<3xi32>
    return %sum, %twice : tensor<2x2xf32>, tensor<3xi32>
  }
}`;
/** A product that takes a while. */
const PRODUCT = `module @product {
  func.func public @main(%a: tensor<1024x1024xf32>) -> tensor<1024x1024xf32> {
    %b = stablehlo.dot_general %a, %a, contracting_dims = [1] x [0]
      : (tensor<1024x1024xf32>, tensor<1024x1024xf32>) -> tensor<1024x1024xf32>
    return %b : tensor<1024x1024xf32>
  }
}`;
/** More than any machine has. */
const HUGE = `module @huge {
  func.func public @main(%a: tensor<f32>) -> tensor<1048576x1048576x64xf32> {
    %b = stablehlo.broadcast_in_dim %a, dims = [] : (tensor<f32>) -> tensor<1048576x1048576x64xf32>
    return %b : tensor<1048576x1048576x64xf32>
  }
}`;

describe.skipIf(xlaPlugin === undefined)("a client on XLA's CPU plugin", () => {
  const client = (): Client => clientOf(xlaPlugin ?? "");
  const options = compileOptions({});

  it("is one in a process for each set of options, and on one device", () => {
    expect(client()).toBe(clientOf(xlaPlugin ?? "", {}));
    expect(client()).toMatchObject({ platform: "cpu", deviceKind: "cpu", memory: undefined });
    expect(client().version).toMatch(/^cpu, StableHLO 1\.\d+\.\d+$/);
  });

  it("computes on arrays of both types, and frees every handle", async () => {
    const { compile, upload, uploadAside, execute, download, wait, free, release, inUse } = client();
    const before = { ...inUse };
    const program = await compile(SUM, options);
    const [a, b] = [Float32Array.of(1, 2, 3, 4), uploadAside(Float32Array.of(10, 20, 30, 40), [2, 2])];
    const given = [upload(a, [2, 2]), b.made, upload(Int32Array.of(1, -2, 3), [3])] as const;
    a.fill(0);
    await wait(b.read);
    const { made, done } = execute(program, given);
    const [sum, twice] = [new Float32Array(4), new Int32Array(3)];
    await Promise.all([done, download(made[0] ?? 0n, sum), download(made[1] ?? 0n, twice)].map(wait));
    expect([...sum, ...twice]).toEqual([11, 22, 33, 44, 2, -4, 6]);
    for (const array of [...given, ...made]) free(array);
    release(program);
    expect(inUse).toEqual(before);
  });

  it("lets the event loop turn while it compiles and computes", async () => {
    const { compile, upload, execute, wait, free, release } = client();
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const program = await compile(PRODUCT, options);
    expect(turns).toBeGreaterThan(1);
    const a = upload(new Float32Array(1024 ** 2), [1024, 1024]);
    turns = 0;
    const runs = Array.from({ length: 10 }, () => execute(program, [a]));
    await Promise.all(runs.map(({ done }) => wait(done)));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
    for (const array of [a, ...runs.flatMap(({ made }) => made)]) free(array);
    release(program);
  });

  it("gives back a program that was serialized", async () => {
    const { compile, serialize, load, upload, execute, download, wait, free, release, inUse } = client();
    const before = { ...inUse };
    const compiled = await compile(SUM, options);
    const loaded = await load(await serialize(compiled));
    expect(loaded).toMatchObject({ outputs: 2, bytes: compiled.bytes });
    release(compiled);
    const one = (): bigint => upload(new Float32Array(4).fill(1), [2, 2]);
    const given = [one(), one(), upload(new Int32Array(3), [3])];
    const { made, done } = execute(loaded, given);
    const sum = new Float32Array(4);
    await Promise.all([done, download(made[0] ?? 0n, sum)].map(wait));
    expect([...sum]).toEqual([2, 2, 2, 2]);
    for (const array of [...given, ...made]) free(array);
    release(loaded);
    expect(inUse).toEqual(before);
  });

  it("says what the plugin says, and holds nothing after it", async () => {
    const { compile, load, upload, execute, free, release, inUse } = client();
    const before = { ...inUse };
    const refuses = async (doing: Promise<unknown>, words: RegExp): Promise<void> => {
      await expect(doing).rejects.toThrow(words);
    };
    await refuses(compile("module @m {", options), /PJRT_Client_Compile failed with code \d+: -:1:\d+: error/);
    await refuses(compile(SUM, compileOptions({ xla_nonsense: "1" })), /xla_nonsense/);
    await refuses(load(new Uint8Array(100)), /PJRT_Executable_DeserializeAndLoad failed/);
    const program = await compile(SUM, options);
    const a = upload(new Float32Array(4), [2, 2]);
    expect(() => execute(program, [a])).toThrow(/PJRT_LoadedExecutable_Execute failed with code 3: /);
    free(a);
    release(program);
    expect(inUse).toEqual(before);
    const start = (): Client => clientOf(xlaPlugin ?? "", { nonsense: true });
    expect(start).toThrow(UserError);
    expect(start).toThrow("does not start: Unexpected option name passed to PJRT_Client_Create: nonsense");
  });

  it("has a code for memory that is not there", async () => {
    const { compile, upload, execute, wait, free, release } = client();
    const a = upload(new Float32Array(1), []);
    const program = await compile(HUGE, options);
    const run = async (): Promise<void> => {
      const { made, done } = execute(program, [a]);
      for (const array of made) free(array);
      await wait(done);
    };
    await expect(run()).rejects.toMatchObject({ code: 8 });
    free(a);
    release(program);
  });
});
