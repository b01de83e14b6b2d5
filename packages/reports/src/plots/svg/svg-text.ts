import type { Element } from "xast";
import { x as xml } from "xastscript";
import stringWidth from "string-width";
import { printable } from "../../printable.ts";
import { shortened } from "../../text/shortened.ts";
import { pixel } from "./pixel.ts";

interface Placement {
  readonly x: number;
  readonly y: number;
  readonly anchor?: "start" | "middle" | "end";
  /** Less important than the data. */
  readonly quiet?: boolean;
  /** Room in pixels; longer text is cut, and whole when pointed at. */
  readonly room?: number;
}

/** A line of text; its height is LINE. */
export function svgText(text: string, { x, y, anchor = "start", quiet = false, room = Infinity }: Placement): Element {
  const whole = printable(text);
  const cut = shortened(whole, Math.floor(room / COLUMN));
  return xml("text", { x: pixel(x), y: pixel(y), "text-anchor": anchor, class: quiet ? "quiet" : undefined }, [
    ...(cut === whole ? [] : [xml("title", whole)]),
    cut,
  ]);
}

/** About how many pixels wide a text is: nothing here can measure a font. */
export const textWidth = (text: string): number => stringWidth(printable(text)) * COLUMN;

export const LINE = 18;
/** A Latin letter's width in pixels at 13 pixels; Hangul takes two. */
const COLUMN = 7;
