import type * as generated from '@sp-api-sdk/orders-api-2026-01-01';
import type * as wire from '../orders/order-wire';

/**
 * Holds our reading of Amazon's model against that of a generator, at compile time: every field of one side must be
 * on the other, at every depth, and what we send must be assignable to what others expect to receive. Nothing of this
 * exists at run time.
 */
type Leaf<T> = T extends string ? string : T extends number ? number : T extends boolean ? boolean : T;
type Shape<T> = T extends readonly (infer Element)[]
	? Shape<Element>[]
	: T extends object
		? { [Key in keyof T]-?: Shape<NonNullable<T[Key]>> }
		: Leaf<T>;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Agrees<Ours, Theirs> = [Ours] extends [Theirs] ? Same<Shape<Ours>, Shape<Theirs>> : false;

type MustBeTrue<T extends true> = T;

export type WireAgreement = [
	MustBeTrue<Agrees<wire.Order, generated.Order>>,
	MustBeTrue<Agrees<wire.OrderItem, generated.OrderItem>>,
	MustBeTrue<Agrees<wire.SearchOrdersResponse, generated.SearchOrdersResponse>>,
	MustBeTrue<Agrees<wire.GetOrderResponse, generated.GetOrderResponse>>,
	// The generator wrote `Error[]` into its ErrorList, which TypeScript takes for the global class.
	MustBeTrue<Agrees<wire.ErrorList['errors'][number], generated.ModelError>>,
	MustBeTrue<Same<wire.FulfillmentStatus, generated.FulfillmentStatus>>,
];
