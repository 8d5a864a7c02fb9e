/** What an order may be besides, by a name that all platforms share. Each platform adds it to its own words. */
const COMMON_PROGRAMS = ['prime', 'business'] as const;
export type CommonProgram = (typeof COMMON_PROGRAMS)[number];

export const isCommonProgram = (program: string): program is CommonProgram => COMMON_PROGRAMS.some((common) => common === program);
