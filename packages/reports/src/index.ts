export { figure, heading, list, paragraph, table } from "./blocks.ts";
export { barPlot, type BarPlot } from "./plots/bar-plot.ts";
export { intervalPlot, type IntervalPlot } from "./plots/interval-plot.ts";
export type { Reference } from "./plots/reference.ts";
export type { Block, Figure, Report, TableColumn } from "./report.ts";
export { toHtml } from "./to-html.ts";
export { toMarkdown } from "./to-markdown.ts";
export { toText } from "./to-text.ts";
export { writeReport } from "./write-report.ts";
