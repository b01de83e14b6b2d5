import { describe, expect, it } from "vitest";
import { gridOf, parseSwept } from "./parse-grid.ts";

describe("parseSwept", () => {
  it.each([
    ["alpha=0.3", [0.3]],
    ["alpha=0,0.1,...,0.5", [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
    ["alpha=0,0.1,...,0.3,0.7,0.8,...,1", [0, 0.1, 0.2, 0.3, 0.7, 0.8, 0.9, 1]],
    ["alpha=3,2,...,-1", [3, 2, 1, 0, -1]],
    ["alpha=1,2,...,3", [1, 2, 3]],
    ["alpha=1e-5,3e-5", [1e-5, 3e-5]],
    ["alpha=mean,first", ["mean", "first"]],
    ["alpha=true,false", [true, false]],
  ])("reads %s", (text, values) => {
    expect(parseSwept(text)).toEqual({ name: "alpha", values });
  });

  it.each([
    ["alpha", /expected parameter=value,value/],
    ["=1", /expected parameter=value,value/],
    ["alpha=1=2", /expected parameter=value,value/],
    ["alpha=1,1.0", /found a value twice/],
    ["alpha=1,...,3", /expected two numbers before \.\.\. and one after it/],
    ["alpha=a,b,...,c", /expected two numbers before/],
    ["alpha=0,0.3,...,1", /steps of 0.3 from 0.3 do not reach 1/],
    ["alpha=0,1,...,-1", /do not reach -1/],
    ["alpha=0,0,...,1", /do not reach 1/],
    ["alpha=0,1e-9,...,1", /expected 1000 at most/],
  ])("refuses %s", (text, message) => {
    expect(() => parseSwept(text)).toThrow(message);
  });
});

describe("gridOf", () => {
  it("combines every value with every other", () => {
    expect(gridOf([parseSwept("a=1,2"), parseSwept("b=x,y")])).toEqual([
      { a: 1, b: "x" },
      { a: 1, b: "y" },
      { a: 2, b: "x" },
      { a: 2, b: "y" },
    ]);
  });

  it("is the experiment as it is where nothing is swept", () => {
    expect(gridOf([])).toEqual([{}]);
  });

  it("refuses a parameter twice", () => {
    expect(() => gridOf([parseSwept("a=1"), parseSwept("a=2")])).toThrow(/found --set a again/);
  });
});
