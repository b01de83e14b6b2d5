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

/** How many pixels wide a text is at most. Nothing here can measure a font, so plots have one whose letters are of one width. */
export const textWidth = (text: string): number => stringWidth(printable(text)) * COLUMN;

export const LINE = 18;
/** The most that a letter of a monospaced font takes at 12 pixels, in pixels; Hangul takes no more than two. */
const COLUMN = 7.5;
