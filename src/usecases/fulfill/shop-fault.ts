/** The shop could not be asked. Shop and warehouse may be two accounts of one platform: where it was met tells whose failure it is. */
export class ShopFault extends Error {
	constructor(readonly failure: unknown) {
		super('The shop could not be asked');
	}
}

export async function ofShop<T>(ask: () => Promise<T>): Promise<T> {
	try {
		return await ask();
	} catch (failure) {
		throw new ShopFault(failure);
	}
}
