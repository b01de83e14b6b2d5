import type { DescribedData } from "@dalmeum/standing/types";

export type DatasetReport = DescribedData["report"];
