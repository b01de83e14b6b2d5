import type { DatasetReport } from "@dalmeum/data";

/** What pairs are like; piece `data`. */
export interface DataPage {
  readonly data: readonly DescribedData[];
}

export interface DescribedData {
  /** Id in `BoardIndex.data`. */
  readonly id: string;
  readonly name: string;
  readonly report: DatasetReport;
}
