import type { KernelTime } from "@dalmeum/contracts";
import { STEPS, type StepName, type UpdatesProfile } from "./profile-updates.ts";

/** Nodes that are listed of each step. */
const HEAVIEST = 25;

/** What a profile says as text, at most 100 columns wide. */
export interface ProfileText {
  /** The updates as a whole. */
  readonly head: readonly string[];
  /** Each step's operators and heaviest nodes. */
  readonly tables: readonly string[];
}

/** Times are milliseconds of one update, on average; a share is of the table's last line. */
export function profileText(title: string, { updates, steps }: UpdatesProfile): ProfileText {
  const perUpdate = (values: readonly { readonly duration: number }[]): number => total(values) / updates.length;
  const wall = perUpdate(updates);
  const stepNames = ["gradient", "update"] as const;
  const inSteps = stepNames.map((step) => [STEPS[step], perUpdate(steps[step])] as const);
  const between = wall - inSteps.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  const overview = [...inSteps, ["outside of the steps: batches, dropout noise, binding arrays", between] as const];
  const tokens = updates.reduce((sum, update) => sum + update.tokens, 0) / updates.length;
  const tablesOf = (step: StepName): readonly string[] => {
    const kernels = steps[step].flatMap((run) => run.kernels);
    const duration = perUpdate(steps[step]);
    const share = (milliseconds: number): readonly string[] => timeCells(milliseconds, duration);
    const operators = grouped(kernels, ({ operator }) => operator);
    const inKernels = perUpdate(kernels);
    const nodes = grouped(kernels, ({ name }) => name).slice(0, HEAVIEST);
    return [
      "",
      STEPS[step],
      "",
      line("operator", ["kernels", "ms", "share"]),
      ...operators.map(([operator, own]) =>
        line(operator, [amount(own.length / updates.length), ...share(perUpdate(own))]),
      ),
      line("outside of kernels", ["", ...share(duration - inKernels)]),
      line("step", [amount(kernels.length / updates.length), ...share(duration)]),
      "",
      line("heaviest nodes", ["ms", "share"]),
      ...nodes.map(([name, own]) => nodeLine(name, own[0]?.detail ?? "", share(perUpdate(own)))),
    ];
  };
  return {
    head: [
      title,
      `means of ${updates.length} updates of ${amount(tokens)} tokens, each batch seen once before; milliseconds an update`,
      "",
      line("", ["ms", "share"]),
      ...overview.map(([name, milliseconds]) => line(name, timeCells(milliseconds, wall))),
      line("update", timeCells(wall, wall)),
    ],
    tables: stepNames.flatMap(tablesOf),
  };
}

const total = (values: readonly { readonly duration: number }[]): number =>
  values.reduce((sum, { duration }) => sum + duration, 0);

/** Kernels by a key; the heaviest group first, and in a group the heaviest kernel. */
function grouped(
  kernels: readonly KernelTime[],
  keyOf: (kernel: KernelTime) => string,
): readonly (readonly [key: string, kernels: readonly KernelTime[]])[] {
  const groups = new Map<string, KernelTime[]>();
  for (const kernel of kernels.toSorted((a, b) => b.duration - a.duration)) {
    const key = keyOf(kernel);
    const group = groups.get(key);
    if (group) group.push(kernel);
    else groups.set(key, [kernel]);
  }
  return [...groups].toSorted(([, a], [, b]) => total(b) - total(a));
}

const WIDTH = 100;
const CELL = 10;
/** A node's name keeps at least this much of itself. */
const NAME = 40;

/** A name on the left and numbers on the right. */
const line = (name: string, cells: readonly string[]): string => inColumns(name, cells, WIDTH - CELL * cells.length);

/** A line of a node, with what ran there beside the numbers. */
function nodeLine(name: string, detail: string, cells: readonly string[]): string {
  const room = WIDTH - CELL * cells.length;
  const shown = cut(detail, room - NAME - 2);
  return inColumns(`${cut(name, room - shown.length - 2).padEnd(room - shown.length)}${shown}`, cells, room);
}

const inColumns = (name: string, cells: readonly string[], room: number): string =>
  `${cut(name, room).padEnd(room)}${cells.map((cell) => cell.padStart(CELL)).join("")}`;

const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

const timeCells = (milliseconds: number, whole: number): readonly string[] => [
  milliseconds.toFixed(2),
  `${((milliseconds / whole) * 100).toFixed(1)} %`,
];

const amount = (value: number): string =>
  value.toLocaleString("en-US", { maximumFractionDigits: Number.isInteger(value) ? 0 : 1 });
