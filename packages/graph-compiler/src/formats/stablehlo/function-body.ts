import type { Engine } from "@dalmeum/contracts";
import type { Initializer } from "../../graph/graph.ts";
import type { ElementType } from "../../graph/value.ts";
import { denseText, numberText } from "./constant-text.ts";
import { functionType, namesOf, type Operand, type TensorType, typeText } from "./text.ts";

/** The lines of the module's function. Each writes one value. */
export class FunctionBody {
  readonly lines: string[] = [];
  /** Of the products' factors. */
  readonly precision: Engine["precision"];
  private readonly scalars = new Map<string, Operand>();

  constructor(precision: Engine["precision"]) {
    this.precision = precision;
  }

  /** @param text the operation with its types. */
  emit(text: string, { shape, dtype }: TensorType): Operand {
    const name = `%${this.lines.length}`;
    this.lines.push(`${name} = ${text}`);
    return { name, shape, dtype };
  }

  /** An operation whose operands and result may be of different types. */
  apply(operation: string, operands: readonly Operand[], result: TensorType, attributes = ""): Operand {
    return this.emit(
      `stablehlo.${operation} ${namesOf(operands)}${attributes} : ${functionType(operands, result)}`,
      result,
    );
  }

  /** An operation on each element alone, whose operands and result are of one type. */
  elementwise(operation: string, first: Operand, ...others: readonly Operand[]): Operand {
    return this.emit(`stablehlo.${operation} ${namesOf([first, ...others])} : ${typeText(first)}`, first);
  }

  scalar(value: number, dtype: ElementType): Operand {
    const text = numberText(value, dtype);
    const key = `${text} ${dtype}`;
    const known = this.scalars.get(key) ?? this.dense(text, { shape: [], dtype });
    this.scalars.set(key, known);
    return known;
  }

  constant(initializer: Initializer): Operand {
    return this.dense(denseText(initializer), initializer.value);
  }

  private dense(text: string, type: TensorType): Operand {
    return this.emit(`stablehlo.constant dense<${text}> : ${typeText(type)}`, type);
  }
}
