import { ControlError } from '../kernel/contract';
import { isRecord, toInteger, toText } from './php-values';
import { RestError } from './rest-error';
import { OutOfStockError, type StorefrontOrder } from './storefront';
import type { WooCommerceStandIn } from './woocommerce-stand-in';

type Fields = Readonly<Record<string, unknown>>;

function placeOrder(store: WooCommerceStandIn, fields: Fields): unknown {
	if (!Array.isArray(fields['lines']) || !isRecord(fields['billing'])) throw new ControlError('lines and billing are needed');
	// The lines are read loosely, as the shop does; a wrong product simply becomes an empty line.
	const given: StorefrontOrder = {
		lines: fields['lines'].filter(isRecord).map((line) => ({
			quantity: toInteger(line['quantity'] ?? 1),
			...(line['sku'] === undefined ? {} : { sku: toText(line['sku']) }),
			...(line['productId'] === undefined ? {} : { productId: toInteger(line['productId']) }),
			...(line['variationId'] === undefined ? {} : { variationId: toInteger(line['variationId']) }),
		})),
		billing: fields['billing'],
		...(isRecord(fields['shipping']) ? { shipping: fields['shipping'] } : {}),
		...(fields['paymentMethod'] === undefined ? {} : { paymentMethod: toText(fields['paymentMethod']) }),
		...(fields['transactionId'] === undefined ? {} : { transactionId: toText(fields['transactionId']) }),
		...(fields['customerNote'] === undefined ? {} : { customerNote: toText(fields['customerNote']) }),
	};
	return store.order(store.placeStorefrontOrder(given).id);
}

function setStock(store: WooCommerceStandIn, fields: Fields): unknown {
	const product = store.productBySku(toText(fields['sku']));
	if (product === undefined) throw new ControlError('no product of that sku', 404);
	product.manageStock = true;
	product.stock = toInteger(fields['quantity']);
	product.stockStatus = product.stock > 0 ? 'instock' : 'outofstock';
	return { sku: product.sku, stock: product.stock };
}

const actions: Readonly<Record<string, (store: WooCommerceStandIn, fields: Fields) => unknown>> = {
	placeOrder,
	setStock,
	addProduct: (store, fields) => ({ id: store.addProduct(fields).id }),
	updateOrder: (store, fields) => store.order(store.changeOrder(toInteger(fields['id']), isRecord(fields['change']) ? fields['change'] : {}).id),
	setSettings: (store, fields) => {
		store.setSettings(fields);
		return store.records.settings;
	},
	orders: (store) => store.orders(),
};

/** Control actions: placeOrder, setStock, addProduct, updateOrder, setSettings, orders. */
export async function control(store: WooCommerceStandIn, action: string, body: unknown): Promise<unknown> {
	const run = actions[action];
	if (run === undefined) throw new ControlError(`unknown action ${action}; there are ${Object.keys(actions).join(', ')}`, 404);
	try {
		return run(store, isRecord(body) ? body : {});
	} catch (error) {
		if (error instanceof RestError || error instanceof OutOfStockError) throw new ControlError(error.message);
		throw error;
	}
}
