import { SaxesParser } from "saxes";

interface SvgElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Text directly inside. */
  text: string;
}

/** The elements of an SVG file in order. @throws Error where it is no well-formed XML. */
export function parsedSvg(svg: string): readonly SvgElement[] {
  const elements: SvgElement[] = [];
  const open: SvgElement[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes, text: "" };
    elements.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on("closetag", () => open.pop());
  parser.write(svg).close();
  return elements;
}

/** What a reader of the picture reads. */
export const readableTexts = (svg: string): readonly string[] =>
  parsedSvg(svg)
    .filter(({ name }) => name === "text")
    .map(({ text }) => text);
