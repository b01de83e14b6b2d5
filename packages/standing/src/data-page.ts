import { type DatasetReport, describeDataset } from "@dalmeum/data";
import type { DataPage } from "./types/index.ts";
import type { DataSet } from "./workspace/data-sets.ts";

/** Of the same pairs the same. */
const described = new WeakMap<DataSet, DatasetReport>();

/** What the pairs of every data are like. */
export function dataPage(data: readonly DataSet[]): DataPage {
  return {
    data: data.map((each) => {
      const report = described.get(each) ?? describeDataset(each.dataset);
      described.set(each, report);
      return { id: each.id, name: each.name, report };
    }),
  };
}
