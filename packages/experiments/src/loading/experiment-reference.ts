import { createHash } from "node:crypto";
import { UserError } from "@dalmeum/contracts";
import { readDecimal } from "./decimal.ts";
import type { Setting, Settings } from "../definitions/with-parameters.ts";

/** An experiment as the command line names it: `name`, or with settings `name:alpha=0.3,batchSize=64`. */
export interface ExperimentReference {
  readonly name: string;
  /** Those that are named. */
  readonly settings: Settings;
}

/** @throws UserError where the text names no experiment, or a setting has no value or comes twice. */
export function parseReference(text: string): ExperimentReference {
  const [name = "", settings, ...more] = text.split(":");
  if (name === "" || more.length > 0) {
    throw new UserError(`found "${text}", expected an experiment's name, or name:parameter=value,parameter=value`);
  }
  const entries = settings === undefined ? [] : settings.split(",").map(parseSetting);
  const names = entries.map(([parameter]) => parameter);
  const repeated = names.find((parameter, index) => names.indexOf(parameter) !== index);
  if (repeated !== undefined) throw new UserError(`"${text}": found ${repeated} again, expected each parameter once`);
  return { name, settings: Object.fromEntries(entries) };
}

/** `name:alpha=0.3,batchSize=64`: what `parseReference` reads. */
export function referenceText({ name, settings }: ExperimentReference): string {
  const texts = Object.entries(settings).map(([parameter, value]) => `${parameter}=${String(value)}`);
  return texts.length === 0 ? name : `${name}:${texts.join(",")}`;
}

/** A reference as the name of a folder: every letter stays, and what cannot is told apart by a hash. */
export function referenceSlug(reference: ExperimentReference): string {
  const text = referenceText(reference);
  const slug = text.normalize("NFC").replaceAll(/[:=,]+/g, "-");
  const plain = slug.replaceAll(/[^\p{L}\p{M}\p{N}_.-]+/gu, "-");
  if (plain === slug && plain.length <= LONGEST_SLUG) return plain;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return `${plain.slice(0, LONGEST_SLUG)}-${hash}`;
}

/** Of UTF-16; three bytes each, and what stands before and behind, fit into the 255 that a name may have. */
const LONGEST_SLUG = 64;

function parseSetting(text: string): readonly [parameter: string, value: Setting] {
  const [parameter = "", value = "", ...more] = text.split("=");
  if (parameter === "" || value === "" || more.length > 0) {
    throw new UserError(`found setting "${text}", expected parameter=value, e.g. alpha=0.3`);
  }
  return [parameter, parseSettingValue(value)];
}

/** A number as people write it or a boolean where it reads as one, else text. */
export function parseSettingValue(text: string): Setting {
  if (text === "true" || text === "false") return text === "true";
  return readDecimal(text) ?? text;
}
