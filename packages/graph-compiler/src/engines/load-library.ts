import * as koffi from "koffi";

/** Bytes of a call's stack: the most that koffi gives. */
const STACK = 16 * 2 ** 20;

/**
 * Load a shared library. koffi runs each call on a stack of its own, 128 KiB of them on another thread, which a compiler's
 * recursion leaves, and the process with it; and takes settings only before the first library. So all are loaded here.
 * @param file null for what the process has already.
 */
export function loadLibrary(file: string | null): koffi.LibraryHandle {
  const settings = koffi.config();
  if (settings.async_stack_size !== STACK) {
    koffi.config({ ...settings, sync_stack_size: STACK, async_stack_size: STACK });
  }
  return koffi.load(file);
}
