import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { canonicalJson } from "./hash.ts";
import { fitJson } from "./read-json.ts";

const FORMAT = 1;

const signedSchema = z.looseObject({ format: z.literal(FORMAT), signature: z.string().regex(/^[0-9a-f]{64}$/) });

/** JSON of one kind that lies where others may write, signed with a team's key (HMAC-SHA256). */
export interface Envelope<T extends object> {
  /** A value as bytes that whoever has the key believes. */
  seal(key: KeyObject, value: T): Uint8Array;
  /**
   * What bytes say, where somebody with the key has said it.
   * @param name what they are called in errors.
   * @throws UserError where they are damaged, or signed with another key.
   */
  open(name: string, key: KeyObject, bytes: Uint8Array): T;
}

/** @param purpose signed beside the value, so that no other signature made with the key can stand for this. */
export function createEnvelope<T extends object>(purpose: string, schema: z.ZodType<T>): Envelope<T> {
  const signatureOf = (key: KeyObject, value: T): Buffer =>
    createHmac("sha256", key)
      .update(canonicalJson([purpose, FORMAT, value]))
      .digest();
  return {
    seal: (key, value) => {
      const signature = signatureOf(key, value).toString("hex");
      return Buffer.from(`${JSON.stringify({ format: FORMAT, ...value, signature }, null, 2)}\n`);
    },
    open: (name, key, bytes) => {
      const { signature, ...sealed } = fitJson(name, jsonOf(name, bytes), signedSchema);
      const value = fitJson(name, withoutFormat(sealed), schema);
      if (!timingSafeEqual(Buffer.from(signature, "hex"), signatureOf(key, value))) {
        throw new UserError(`${name}: its signature is not right: changed where it lay, or signed with another key`);
      }
      return value;
    },
  };
}

const withoutFormat = ({ format: _, ...value }: { readonly format: number }): object => value;

function jsonOf(name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new UserError(`${name}: is damaged, no JSON in UTF-8`);
  }
}
