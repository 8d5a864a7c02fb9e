/** Something that a query asks for and the stand-in does not have: its own fault, never an answer of Shopify's. */
export class StandInGap extends Error {
	constructor(what: string) {
		super(`The stand-in has no ${what} yet`);
		this.name = 'StandInGap';
	}
}
