import type { Engine } from "@dalmeum/contracts";
import { UserError } from "@dalmeum/contracts";

export interface XlaEngineOptions {
  readonly plugin: string;
  readonly precision?: Engine["precision"];
  readonly options?: Readonly<Record<string, string | bigint | number | boolean>>;
  readonly programs?: string;
  readonly flags?: Readonly<Record<string, string>>;
  readonly capacity?: number;
}

export function xlaEngine({ plugin }: XlaEngineOptions): Engine {
  throw new UserError(`${plugin} does not load as a PJRT plugin`);
}
