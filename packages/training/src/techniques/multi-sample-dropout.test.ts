import { cpuBackend, describeTechnique } from "@dalmeum/testing";
import { beforeAll, describe, expect, it } from "vitest";
import golden from "../../fixtures/techniques.json" with { type: "json" };
import { expectGolden } from "../../test/golden-technique.ts";
import { multiSampleDropout } from "./multi-sample-dropout.ts";

describeTechnique("multiSampleDropout", () => multiSampleDropout({ samples: 3, rate: 0.5 }));

describe("multiSampleDropout", () => {
  beforeAll(cpuBackend);

  it(`gives the loss and gradients of ${golden.tool}`, () => {
    const { options } = golden.multiSampleDropout;
    expectGolden(multiSampleDropout(options), golden.multiSampleDropout, { headDropout: true });
  });

  it.each([
    [{ samples: 0, rate: 0.5 }, /0 samples, expected an integer from 1 on/],
    [{ samples: 2, rate: 1 }, /rate 1, expected above 0 and below 1/],
    [{ samples: 2, rate: 0 }, /rate 0/],
  ])("refuses %o", (options, message) => {
    expect(() => multiSampleDropout(options)).toThrow(message);
  });
});
