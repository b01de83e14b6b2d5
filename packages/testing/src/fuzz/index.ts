// Apart from the contract suites, whose tfjs takes a while to load.
export { fuzzReader } from "./fuzz-reader.ts";
export { writeCase } from "./write-case.ts";
