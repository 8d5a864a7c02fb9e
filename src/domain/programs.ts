/**
 * What an order may be besides, by a name that all platforms share. `channelShips`: the channel sells the label for the merchant's
 * parcel, and knows of it by itself. Each platform adds it to
 * its own words.
 */
const COMMON_PROGRAMS = ['prime', 'business', 'channelShips'] as const;
export type CommonProgram = (typeof COMMON_PROGRAMS)[number];

export const isCommonProgram = (program: string): program is CommonProgram => COMMON_PROGRAMS.some((common) => common === program);
