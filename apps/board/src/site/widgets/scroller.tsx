import type { ComponentChildren } from "preact";
import { useOverflow } from "./use-overflow.ts";

/** Something that may be wider than the page: it scrolls by itself, with the keyboard too. */
export function Scroller({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  const [ref, overflows] = useOverflow<HTMLDivElement>();
  return (
    <div class="scroller" ref={ref} {...(overflows ? { tabIndex: 0, role: "region", "aria-label": label } : {})}>
      {children}
    </div>
  );
}
