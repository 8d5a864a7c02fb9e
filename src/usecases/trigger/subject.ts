/** What a trigger tells of, as texts call it. */
export interface Subject {
	readonly one: string;
	readonly many: string;
}

export const ORDERS: Subject = { one: 'order', many: 'orders' };
export const PRODUCTS: Subject = { one: 'product', many: 'products' };

export const countOf = (count: number, { one, many }: Subject): string => `${count} ${count === 1 ? one : many}`;
