import type { OrderLine } from '../../../../src/domain/order';
import { linePieces } from '../../../../src/platforms/woocommerce/order-sink/line-pieces';
import type { PieceOptions } from '../../../../src/platforms/woocommerce/order-sink/piece';
import { lineBoughtAs } from '../../../../src/platforms/woocommerce/orders/bought-as';
import { order } from '../../../fixtures/memory-platform/orders';

const options: PieceOptions = {
	marketplaceTax: 'fee',
	textLines: new Set(),
	productTax: () => undefined,
	productsKnown: false,
	language: 'en',
};

const linked = (content: NonNullable<OrderLine['product']>['content']): OrderLine => {
	const [line] = order({ id: 'A', lines: [{ sku: 'TEE', quantity: 2 }] }).lines;
	if (line === undefined) throw new Error('The order has no line');
	return { ...line, product: { productId: '7', sku: 'TEE', content, rule: 'sku' } };
};

/** What the store's lines say they are, as it is read back. */
const readBack = (line: OrderLine) => {
	const pieces = linePieces(line, 'A', true, options);
	if ('code' in pieces) throw new Error(pieces.code);
	return pieces.map(({ meta, product }) => ({ quantity: product?.quantity, ...lineBoughtAs({ meta: [...meta] }).boughtAs }));
};

describe('a line of the store notes how many of its pieces a unit of the channel is', () => {
	it.each<[NonNullable<OrderLine['product']>['content'], readonly object[]]>([
		[{ unitsPerListing: 1 }, [{ quantity: 2, pieces: 1 }]],
		[{ unitsPerListing: 3 }, [{ quantity: 6, pieces: 3 }]],
		[
			{
				components: [
					{ productId: '7', units: 1 },
					{ productId: '8', units: 4 },
				],
			},
			[
				{ quantity: 2, pieces: 1 },
				{ quantity: 8, pieces: 4, part: 1 },
			],
		],
	])('%j', (content, expected) => {
		const line = linked(content);
		expect(readBack(line)).toEqual(expected.map((one) => ({ lineId: line.id, ...one })));
	});
});
