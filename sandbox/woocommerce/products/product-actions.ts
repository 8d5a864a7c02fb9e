import { ControlError } from '../../kernel/contract';
import type { FoundImage } from '../media/image-source';
import type { ProductRecord } from '../store/product-records';
import type { Store } from '../store/store';
import { type Input, isRecord, toInteger, toText } from '../wordpress/php-values';
import { forgetProduct, restoreProduct, trashProduct } from './product-removal';
import { writeProduct } from './product-writing';

/** What the merchant does with products outside of the REST API, and what goes wrong with their pictures. */

/** By `id`, or by `sku`. */
function productOf(store: Store, fields: Input): ProductRecord {
	const found =
		fields['id'] === undefined ? store.state.productBySku(toText(fields['sku'])) : store.state.products.get(toInteger(fields['id']));
	if (found === undefined) throw new ControlError('no product of that id or sku', 404);
	return found;
}

function change(store: Store, product: ProductRecord, input: Input): void {
	writeProduct(store.state, product, input, store.now());
	store.productSaved(product);
}

/** `rename`: a new `name`, a new SKU in `newSku`; `change`: any fields of a REST body. */
const changes: Readonly<Record<string, (store: Store, product: ProductRecord, fields: Input) => void>> = {
	trashProduct: (store, product) => trashProduct(store, product),
	restoreProduct: (store, product) => restoreProduct(store, product),
	deleteProduct: (store, product) => forgetProduct(store.state, product),
	renameProduct: (store, product, { name, newSku }) =>
		change(store, product, { ...(name === undefined ? {} : { name }), ...(newSku === undefined ? {} : { sku: newSku }) }),
	changeProduct: (store, product, fields) => change(store, product, isRecord(fields['change']) ? fields['change'] : {}),
};

function foundImage({ status, unreachable, type, bytes, slowMs }: Input): FoundImage {
	const slow = slowMs === undefined ? {} : { slowMs: toInteger(slowMs) };
	if (unreachable === true) return { unreachable: true, ...slow };
	if (status !== undefined) return { status: toInteger(status), ...slow };
	return { type: toText(type) || 'image/jpeg', bytes: bytes === undefined ? 40_000 : toInteger(bytes), ...slow };
}

/** What one address gives from now on: `status`, `unreachable`, another `type`, `bytes`, `slowMs`; `mended` ends it. */
function setImage(store: Store, fields: Input): unknown {
	const address = toText(fields['address']);
	if (address === '') throw new ControlError('address is missing');
	if (fields['mended'] === true) store.imageFaults.delete(address);
	else store.imageFaults.set(address, foundImage(fields));
	return { address };
}

export const productActionNames: readonly string[] = [...Object.keys(changes), 'setImage', 'media'];

/** @throws ControlError or RestError for what the shop would refuse */
export function runProductAction(store: Store, action: string, fields: Input): unknown {
	if (action === 'setImage') return setImage(store, fields);
	if (action === 'media') return [...store.state.media.values()];
	const product = productOf(store, fields);
	changes[action]?.(store, product, fields);
	return { id: product.id, sku: product.sku, status: product.status };
}
