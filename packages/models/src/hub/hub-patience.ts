/** How long a hub is waited for. */
export interface HubPatience {
  /** Milliseconds without a byte. */
  readonly silence: number;
  /** Milliseconds of waiting over which the rate is taken. */
  readonly window: number;
  /** Bytes a second that are too few, over a whole window. */
  readonly rate: number;
  /** Pages of a list of files, of 1,000 each. */
  readonly pages: number;
  /** Bytes of a list of files. */
  readonly listBytes: number;
}

export const HUB_PATIENCE: HubPatience = {
  silence: 30_000,
  window: 120_000,
  rate: 1000,
  pages: 100,
  listBytes: 64 * 2 ** 20,
};

/** Nothing came for a while. Another connection may help. */
export class HubSilence extends Error {
  override readonly name = "HubSilence";
}

/** So little came that the rest would take for ever: another connection would be like it. */
export class HubSlowness extends Error {
  override readonly name = "HubSlowness";
}

/**
 * Waits for a hub, across all its answers: one that breaks off every connection after a byte is as slow as one that trickles.
 * Only time spent waiting counts.
 */
export function createWait({ silence, window, rate }: HubPatience) {
  let [waited, received] = [0, 0];
  /**
   * @param late is aborted, with what is thrown, where nothing came in time.
   * @param bytesOf how much of what came counts.
   */
  return async <T>(late: AbortController, answer: Promise<T>, bytesOf: (answer: T) => number): Promise<T> => {
    const from = performance.now();
    const timer = setTimeout(() => {
      late.abort(new HubSilence(`no byte for ${seconds(silence)}`));
    }, silence);
    try {
      const came = await answer;
      received += bytesOf(came);
      return came;
    } finally {
      clearTimeout(timer);
      waited += performance.now() - from;
      if (waited >= window) checkRate();
    }
  };

  function checkRate(): void {
    const found = received / (waited / 1000);
    [waited, received] = [0, 0];
    if (found >= rate) return;
    throw new HubSlowness(
      `${Math.round(found)} bytes a second for ${seconds(window)}, fewer than the ${rate} that are worth waiting for`,
    );
  }
}

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;
