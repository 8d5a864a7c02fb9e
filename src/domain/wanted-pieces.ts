import type { OrderLine } from './order';

type Pieces = Pick<OrderLine, 'quantity' | 'quantityCancelled'>;

/** What is to be sold, shipped and taken off a shelf: what was ordered without what was cancelled. Shipped pieces are among them. */
export const wantedPieces = ({ quantity, quantityCancelled }: Pieces): number => quantity - quantityCancelled;

/** Not cancelled wholly. */
export const isWanted = (line: Pieces): boolean => wantedPieces(line) !== 0;

/** To be sold, and no product of the store. */
export const lacksProduct = (line: Pieces & Pick<OrderLine, 'product'>): boolean => isWanted(line) && line.product === undefined;
