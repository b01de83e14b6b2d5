import { expect, it } from "vitest";
import { addressOf, hrefOf, parseRoute } from "./route.ts";

it("reads every address that it writes", () => {
  for (const address of [
    "#/standing",
    "#/standing?owner=%40min-ji&name=%ED%95%9C%EA%B8%80",
    "#/experiment/folded-cosent",
    "#/beside/one/other",
    "#/data",
  ]) {
    expect(hrefOf(parseRoute(address))).toBe(address);
  }
});

it("leads to Standing from what is no page", () => {
  for (const address of ["", "#", "#main", "#/nothing/at/all", "#/experiment/", "#/beside/one"]) {
    expect(hrefOf(parseRoute(address))).toBe("#/standing");
  }
});

it("is at the same address whatever the filters", () => {
  expect(addressOf(parseRoute("#/standing?name=x"))).toBe("#/standing");
});
