import type { Account } from '../../../src/domain/account';
import type { Catalog } from '../../../src/ports/catalog';
import type { ShipmentSink } from '../../../src/ports/shipment-sink';
import type { StoreOrderSource } from '../../../src/ports/store-orders';

/** A store whose orders Amazon's warehouse sends: it sells mugs (SKU "MUG"), whatever platform it is of. */
export interface ParcelStore {
	readonly account: Account;
	/** In which a paid order is sent. */
	readonly readyStatus: string;
	/** As another n8n meets it. */
	readonly connect: () => { readonly storeOrders: StoreOrderSource; readonly shipmentSink: ShipmentSink; readonly catalog: Catalog };
	/** A mug for a customer of this first name, whose address is `<name>@shop.example`. */
	readonly place: (name: string) => { readonly id: string };
	/** Answers how an order that is placed from now on is lost; what is placed then has its id where ids are given twice. */
	readonly backup: () => (lost: string) => void;
	readonly givesIdsTwice: boolean;
	/** All that the customer of an order sees or was told. */
	readonly shown: (id: string) => string;
	/** Parcels that stand at an order as such. */
	readonly parcels: (id: string) => number;
	/** Notes that stand at it. */
	readonly notes: (id: string) => readonly string[];
	/** What the store mailed to buyers since it was asked last. */
	readonly newMails: () => readonly { readonly to: readonly string[]; readonly text: string }[];
	readonly advance: (ms: number) => void;
	readonly close: () => Promise<void>;
}

export type ParcelStoreStart = () => Promise<ParcelStore>;

/** Where the orders of these tests go. */
export const STREET = { city: 'Berlin', street: 'Weg 1', postcode: '10115', country: 'DE', phone: '+4930123456' } as const;
