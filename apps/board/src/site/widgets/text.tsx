import { printable } from "@dalmeum/reports/printable";

/** What somebody wrote: never markup, its direction its own, and characters that a browser obeys shown by their numbers. */
export const Text = ({ of }: { readonly of: string }) => <bdi>{printable(of)}</bdi>;

/** A sentence of the data. */
export const Sentence = ({ of }: { readonly of: string }) => (
  <bdi lang="ko" class="sentence">
    {printable(of)}
  </bdi>
);

/** What a program said in English, whatever the page's language. */
export const English = ({ of }: { readonly of: string }) => (
  <bdi lang="en" class="english">
    {printable(of)}
  </bdi>
);
