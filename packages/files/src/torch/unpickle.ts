import { UserError } from "@dalmeum/contracts";
import { shown } from "../shown.ts";
import { type ByteReader, byteReader } from "./byte-reader.ts";
import { type PickleStack, pickleStack, type Refuse } from "./pickle-stack.ts";
import { type Global, isKind, kindOf, type PickleValue } from "./pickle-value.ts";

/** What a pickle may name and call, and what its persistent ids stand for. */
export interface PickleWorld {
  readonly globals: ReadonlySet<string>;
  call(name: string, parameters: readonly PickleValue[]): PickleValue;
  persistent(id: PickleValue): PickleValue;
}

interface Machine {
  readonly reader: ByteReader;
  readonly stack: PickleStack;
  readonly world: PickleWorld;
  readonly refuse: Refuse;
}

const HIGHEST_PROTOCOL = 5;
const LONGEST_INTEGER = 8;
const STOP = ".";

/** The opcodes that push a value, by pickletools' characters. */
const VALUES = new Map<string, (machine: Machine) => PickleValue>([
  ["N", () => null],
  ["\x88", () => true],
  ["\x89", () => false],
  ["K", ({ reader }) => reader.u8()],
  ["M", ({ reader }) => reader.u16()],
  ["J", ({ reader }) => reader.u32() | 0],
  ["\x8a", long1],
  ["X", (machine) => text(machine, machine.reader.u32())],
  ["\x8c", (machine) => text(machine, machine.reader.u8())],
  [")", () => []],
  ["\x85", ({ stack }) => stack.popMany(1)],
  ["\x86", ({ stack }) => stack.popMany(2)],
  ["\x87", ({ stack }) => stack.popMany(3)],
  ["t", ({ stack }) => stack.popToMark()],
  ["}", () => new Map()],
  ["h", ({ stack, reader }) => stack.recall(reader.u8())],
  ["j", ({ stack, reader }) => stack.recall(reader.u32())],
  ["c", (machine) => named(machine, line(machine), line(machine))],
  ["\x93", stackGlobal],
  ["i", inst],
  ["Q", ({ stack, world }) => world.persistent(stack.pop())],
  ["R", reduce],
]);

/** The opcodes that push none. */
const ACTIONS = new Map<string, (machine: Machine) => void>([
  ["\x80", proto],
  ["\x95", frame],
  ["(", mark],
  ["q", keep(({ reader }) => reader.u8())],
  ["r", keep(({ reader }) => reader.u32())],
  ["\x94", keep(({ stack }) => stack.kept)],
  ["s", setItems(({ stack }) => stack.popMany(2))],
  ["u", setItems(({ stack }) => stack.popToMark())],
  ["b", build],
]);

/**
 * Run a pickle that knows tensors and nothing else: of pickle's opcodes those that torch.save writes a dict of tensors
 * with (protocols 2 to 5), of Python's names those of `world`. Memory is taken for what the bytes hold, never for what
 * they claim.
 * @throws UserError where it names or does anything else, or is damaged.
 * @see CPython 3.13, Lib/pickletools.py, for the opcodes.
 */
export function unpickle(path: string, bytes: Uint8Array, world: PickleWorld): PickleValue {
  const refuse = (found: string): UserError =>
    new UserError(`${path}: found ${found}, expected only tensors; the file is not loaded`);
  const reader = byteReader(bytes, () => refuse("a truncated pickle"));
  const machine = { reader, stack: pickleStack(refuse), world, refuse };
  for (;;) {
    const opcode = reader.u8();
    const character = String.fromCharCode(opcode);
    if (character === STOP) break;
    const [value, action] = [VALUES.get(character), ACTIONS.get(character)];
    if (value) machine.stack.push(value(machine));
    else if (action) action(machine);
    else throw refuse(`the pickle opcode 0x${opcode.toString(16)}`);
  }
  const value = machine.stack.pop();
  if (machine.stack.depth > 0 || reader.left > 0) throw refuse("a pickle with more than one value");
  return value;
}

function proto({ reader, refuse }: Machine): void {
  const protocol = reader.u8();
  if (protocol > HIGHEST_PROTOCOL) throw refuse(`pickle protocol ${protocol}`);
}

/** A frame is a hint how much to read at once. */
function frame({ reader, refuse }: Machine): void {
  if (reader.u64() > reader.left) throw refuse("a truncated pickle");
}

function long1({ reader, refuse }: Machine): number {
  const length = reader.u8();
  if (length > LONGEST_INTEGER) throw refuse(`an integer of ${length} bytes`);
  const bytes = reader.take(length);
  const extended = new Uint8Array(LONGEST_INTEGER).fill((bytes.at(-1) ?? 0) > 127 ? 255 : 0);
  extended.set(bytes);
  return Number(new DataView(extended.buffer).getBigInt64(0, true));
}

function text(machine: Machine, length: number): string {
  return decode(machine, machine.reader.take(length));
}

function line(machine: Machine): string {
  const { reader, refuse } = machine;
  const length = reader.rest().indexOf(10);
  if (length < 0) throw refuse("a truncated pickle");
  return decode(machine, reader.take(length + 1).subarray(0, length));
}

function decode({ refuse }: Machine, utf8: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(utf8);
  } catch {
    throw refuse("a text that is not UTF-8");
  }
}

function named({ world, refuse }: Machine, module: string, name: string): Global {
  const full = `${module}.${name}`;
  if (!world.globals.has(full)) throw refuse(shown(full));
  return { kind: "global", name: full };
}

function stackGlobal(machine: Machine): Global {
  const name = machine.stack.popText();
  const module = machine.stack.popText();
  return named(machine, module, name);
}

/** Names a class and makes one in the same breath, which no tensor needs: it is read for the name alone. */
function inst(machine: Machine): never {
  throw machine.refuse(shown(`${line(machine)}.${line(machine)}`));
}

function mark({ stack }: Machine): void {
  stack.mark();
}

function keep(indexOf: (machine: Machine) => number) {
  return (machine: Machine): void => {
    machine.stack.keep(indexOf(machine));
  };
}

function setItems(itemsOf: (machine: Machine) => readonly PickleValue[]) {
  return (machine: Machine): void => {
    const items = itemsOf(machine);
    const dict = machine.stack.topDict();
    for (let index = 0; index < items.length; index += 2) {
      const [key, value] = items.slice(index, index + 2);
      if (typeof key !== "string") throw machine.refuse(`${kindOf(key ?? null)} as a name`);
      if (value === undefined) throw machine.refuse("a name without a value");
      dict.set(key, value);
    }
  };
}

function reduce({ stack, world, refuse }: Machine): PickleValue {
  const parameters = stack.pop();
  const called = stack.pop();
  if (!isTuple(parameters) || !isKind(called, "global")) throw refuse(`a call of ${kindOf(called)}`);
  return world.call(called.name, parameters);
}

/** Sets attributes. A state dict has one, `_metadata`, which holds no tensor. */
function build({ stack, refuse }: Machine): void {
  const state = stack.pop();
  stack.topDict();
  const isMetadata = state instanceof Map && state.size === 1 && state.has("_metadata");
  if (!isMetadata) throw refuse("attributes other than _metadata");
}

function isTuple(value: PickleValue): value is readonly PickleValue[] {
  return Array.isArray(value);
}
