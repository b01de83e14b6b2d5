import { useEffect, useRef } from "preact/hooks";

/** Who follows a link comes to stand at the page's heading, so that a screen reader says where that is. */
export function useArrival(address: string): void {
  const last = useRef(address);
  useEffect(() => {
    if (last.current === address) return;
    last.current = address;
    scrollTo(0, 0);
    document.querySelector("h1")?.focus({ preventScroll: true });
  }, [address]);
}
