export type { Block, Figure, Report, TableColumn } from "./report.ts";
