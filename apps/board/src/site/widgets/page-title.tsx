import { printable } from "@dalmeum/reports/printable";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

interface PageTitleProps {
  /** Of the window too. */
  readonly name: string;
  readonly children?: ComponentChildren;
}

/** A page's heading, which takes the focus where somebody arrives. */
export function PageTitle({ name, children = name }: PageTitleProps) {
  useEffect(() => {
    document.title = `${printable(name)} · Dalmeum`;
  }, [name]);
  return <h1 tabIndex={-1}>{children}</h1>;
}
