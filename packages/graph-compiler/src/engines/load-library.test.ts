import * as koffi from "koffi";
import { expect, it } from "vitest";
import { loadLibrary } from "./load-library.ts";

it("gives calls on other threads the stack that compilers need, from the first library on", () => {
  const size = 16 * 2 ** 20;
  for (const file of [null, null]) {
    expect(loadLibrary(file)).toBeDefined();
    expect(koffi.config()).toMatchObject({ sync_stack_size: size, async_stack_size: size });
  }
});
