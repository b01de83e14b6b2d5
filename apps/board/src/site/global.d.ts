/** What `data/<piece>.js` hands over, by the piece's name. */
declare var dalmeumData: Record<string, unknown> | undefined;
