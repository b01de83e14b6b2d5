import { printable } from "@dalmeum/reports/printable";
import { differentWords, type Piece } from "./different-words.ts";

/** Two sentences, a line each, with the words marked that the other does not have. */
export function WordDifference({ one, other }: { readonly one: string; readonly other: string }) {
  const [first, second] = differentWords(one, other);
  return (
    <>
      <Marked pieces={first} />
      <Marked pieces={second} />
    </>
  );
}

const Marked = ({ pieces }: { readonly pieces: readonly Piece[] }) => (
  <bdi lang="ko" class="sentence line">
    {pieces.map(({ text, differs }, index) => (differs ? <mark key={index}>{printable(text)}</mark> : printable(text)))}
  </bdi>
);
