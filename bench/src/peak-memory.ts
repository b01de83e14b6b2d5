/** Of what `resourceUsage` calls maxRSS, 10^6 bytes. */
export const megabytesOf = ({ maxRSS }: { readonly maxRSS: number }): number => (maxRSS * 1024) / 1e6;

/** Peak resident memory of this process so far, 10^6 bytes. */
export const peakMemoryMegabytes = (): number => megabytesOf(process.resourceUsage());
