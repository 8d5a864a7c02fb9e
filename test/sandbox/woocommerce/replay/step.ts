import type { SequenceName } from '../../../../sandbox/woocommerce/store/store-state';
import type { Player } from './player';

/** One thing that the player does. */
export type Step =
	| { readonly sample: string; readonly ignore?: readonly RegExp[]; readonly sortById?: boolean }
	| { readonly unrecorded: (player: Player) => Promise<unknown> | unknown }
	| { readonly ids: Partial<Record<SequenceName, number>> }
	/** Action Scheduler ran its queue. */
	| { readonly deliver: true };

export const sample = (...names: readonly string[]): readonly Step[] => names.map((name) => ({ sample: name }));
export const ask = (method: string, path: string, body?: unknown): Step => ({ unrecorded: (player) => player.ask(method, path, body) });
export const ids = (next: Partial<Record<SequenceName, number>>): Step => ({ ids: next });
export const setting = (group: string, id: string, value: string): Step => ask('PUT', `settings/${group}/woocommerce_${id}`, { value });

export const deliver: Step = { deliver: true };

export const one = (productId: number, quantity = 1): readonly unknown[] => [{ product_id: productId, quantity }];

/** A customer's name and address. */
export const ada = { first_name: 'Ada', last_name: 'Müller', address_1: 'Weg 1', city: 'Berlin', postcode: '10115', country: 'DE' };
