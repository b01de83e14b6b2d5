/** Colours of up to six series that colour-blind readers tell apart (Okabe and Ito 2008), darker on white, lighter on black. */
const LIGHT = ["#0072b2", "#c14a00", "#00795a", "#a8407f", "#2a2f36", "#8a6a00"];
const DARK = ["#56b4e9", "#f0894a", "#2fc79a", "#e39ac6", "#e6e8eb", "#e8c53a"];

const colours = (list: readonly string[]): string =>
  list.map((colour, index) => `.dalmeum-plot .series-${index}{color:${colour}}`).join("");

/** How plots look. It stands in each file, so that the file is whole; on a page of several it says the same again. */
export const PLOT_STYLE = [
  ".dalmeum-plot text{font:12px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono','D2Coding',monospace;fill:#1a1d21}",
  ".dalmeum-plot .quiet{fill:#59636e}",
  ".dalmeum-plot .paper{fill:#fff}",
  ".dalmeum-plot .halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}",
  ".dalmeum-plot .grid{stroke:#dfe2e6}",
  ".dalmeum-plot .ink{stroke:#1a1d21}",
  ".dalmeum-plot .axis{stroke:#8b949e}",
  colours(LIGHT),
  "@media screen and (prefers-color-scheme:dark){",
  ".dalmeum-plot text{fill:#e6e8eb}",
  ".dalmeum-plot .quiet{fill:#9da7b3}",
  ".dalmeum-plot .paper{fill:#14171b}",
  ".dalmeum-plot .halo{stroke:#14171b}",
  ".dalmeum-plot .grid{stroke:#2b3138}",
  ".dalmeum-plot .ink{stroke:#e6e8eb}",
  ".dalmeum-plot .axis{stroke:#6b7480}",
  colours(DARK),
  "}",
].join("");

/** How many series the colours tell apart. */
export const COLOURS = LIGHT.length;
