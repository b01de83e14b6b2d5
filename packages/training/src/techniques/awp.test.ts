import { cpuBackend, describeTechnique } from "@dalmeum/testing";
import { beforeAll, describe, expect, it } from "vitest";
import golden from "../../fixtures/techniques.json" with { type: "json" };
import { expectGolden } from "../../test/golden-technique.ts";
import { awp } from "./awp.ts";

describeTechnique("awp", () => awp({ gamma: 0.01 }));

describe("awp", () => {
  beforeAll(cpuBackend);

  it(`gives the loss and gradients of ${golden.tool}`, () => {
    const { options } = golden.awp;
    expectGolden(awp(options), golden.awp);
  });

  it.each([
    [{ gamma: 0 }, /gamma 0, expected a finite number above 0/],
    [{ gamma: Infinity }, /gamma Infinity/],
    [{ gamma: NaN }, /gamma NaN/],
  ])("refuses %o", (options, message) => {
    expect(() => awp(options)).toThrow(message);
  });
});
