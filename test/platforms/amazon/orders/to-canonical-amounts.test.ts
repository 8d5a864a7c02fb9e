import { read } from './reading';
import { breakdown, eur, item, order } from './wire-orders';

describe('amounts', () => {
	it('reads shipping, gift wrap and fees with their taxes, and tax of the marketplace as such', () => {
		const wrapped = item({
			fulfillment: { packing: { giftOption: { giftMessage: 'Alles Gute', giftWrapLevel: 'BOX' } } },
			tax: { taxCollections: [{ model: 'MARKETPLACE_FACILITATOR', responsibleParty: 'Amazon' }] },
			proceeds: {
				proceedsTotal: eur('35.19'),
				breakdowns: [
					breakdown('ITEM', eur('20.00')),
					breakdown('SHIPPING', eur('5.00')),
					breakdown('GIFT_WRAP', eur('3.00')),
					breakdown('COD_FEE', eur('2.00')),
					breakdown('TAX', eur('5.19'), { ITEM: eur('3.80'), SHIPPING: eur('0.95'), GIFT_WRAP: eur('0.44') }),
				],
			},
		});
		const plain = item({
			orderItemId: '2',
			proceeds: { proceedsTotal: eur('21.00'), breakdowns: [breakdown('ITEM', eur('20.00')), breakdown('SHIPPING', eur('1.00'))] },
		});
		const { lines, charges, totals, pricesIncludeTax } = read(
			order({ proceeds: { grandTotal: eur('56.19') }, orderItems: [wrapped, plain] }),
		);
		const added = (amount: string) => ({ amount: { amount, currency: 'EUR' }, how: 'added', collectedBy: 'marketplace' });
		expect(lines[0]).toMatchObject({
			total: { amount: '20.00' },
			tax: added('3.80'),
			gift: { message: 'Alles Gute', wrapLevel: 'BOX', wrapPrice: { amount: '3.00' }, wrapTax: added('0.44') },
		});
		expect(lines[1]?.tax).toBeUndefined();
		expect(charges.map(({ kind, total, tax }) => [kind, total.amount, tax?.amount.amount])).toEqual([
			['shipping', '5.00', '0.95'],
			['giftWrap', '3.00', '0.44'],
			['codFee', '2.00', '0.00'],
			['shipping', '1.00', undefined],
		]);
		expect(totals).toEqual({ grand: { amount: '56.19', currency: 'EUR' }, computed: { amount: '56.19', currency: 'EUR' } });
		expect(pricesIncludeTax).toBe(false);
	});

	it('names the scheme under which the marketplace collects, even when it keeps the amount to itself', () => {
		const ioss = item({ tax: { taxCalculationBreakdowns: [{ reportingScheme: 'IOSS' }] } });
		expect(read(order({ orderItems: [ioss] })).lines[0]?.tax).toEqual({
			amount: { amount: '0.00', currency: 'EUR' },
			how: 'added',
			collectedBy: 'marketplace',
			scheme: 'IOSS',
		});
	});

	const discounted = (sign: '-' | '', total: string, extra: readonly object[] = []) =>
		order({
			proceeds: { grandTotal: eur(total) },
			orderItems: [
				item({
					proceeds: {
						proceedsTotal: eur(total),
						breakdowns: [
							breakdown('ITEM', eur('20.00')),
							breakdown('SHIPPING', eur('5.00')),
							breakdown('DISCOUNT', eur(`${sign}7.00`), { ITEM: eur(`${sign}2.00`), SHIPPING: eur(`${sign}5.00`) }),
							...extra,
						],
					},
				}),
			],
		});

	it.each(['-', ''] as const)('lowers the price by a discount with sign "%s"', (sign) => {
		const { lines, charges, totals } = read(discounted(sign, '18.00'));
		expect(lines[0]).toMatchObject({ total: { amount: '20.00' }, discount: { amount: '2.00' } });
		expect(charges).toMatchObject([{ kind: 'shipping', total: { amount: '5.00' }, discount: { amount: '5.00' } }]);
		expect(totals.difference).toBeUndefined();
	});

	it('does not take off a discount that the proceeds do not feel', () => {
		const { lines, charges, totals } = read(discounted('-', '25.00'));
		expect(lines[0]).toMatchObject({ total: { amount: '20.00' }, discount: { amount: '0.00' } });
		expect(charges).toMatchObject([{ kind: 'shipping', total: { amount: '5.00' }, discount: { amount: '0.00' } }]);
		expect(totals).toEqual({ grand: { amount: '25.00', currency: 'EUR' }, computed: { amount: '25.00', currency: 'EUR' } });
	});

	it('lowers the tax by the tax on the discount, of either sign', () => {
		for (const onDiscount of ['-1.33', '1.33']) {
			const tax = breakdown('TAX', eur('3.42'), { ITEM: eur('3.80'), SHIPPING: eur('0.95'), DISCOUNT: eur(onDiscount) });
			const { lines, charges, totals } = read(discounted('-', '21.42', [tax]));
			expect(totals.difference).toBeUndefined();
			expect(lines[0]?.tax?.amount.amount).toBe('3.42');
			expect(charges[0]?.tax).toBeUndefined();
		}
	});

	it('sees that tax is part of the price when only then the sums agree', () => {
		const taxed = item({
			proceeds: {
				proceedsTotal: eur('20.00'),
				breakdowns: [breakdown('ITEM', eur('20.00')), breakdown('TAX', eur('3.19'), { ITEM: eur('3.19') })],
			},
		});
		const included = read(order({ orderItems: [taxed] }));
		expect(included.lines[0]?.tax).toEqual({ amount: { amount: '3.19', currency: 'EUR' }, how: 'included', collectedBy: 'merchant' });
		expect(included).toMatchObject({ pricesIncludeTax: true, totals: { computed: { amount: '20.00' } } });
		expect(read(order({ orderItems: [taxed] }), { pricesIncludeVat: 'no' }).lines[0]?.tax).toBeUndefined();
		const usd = JSON.parse(
			JSON.stringify(order({ salesChannel: { channelName: 'AMAZON', marketplaceId: 'ATVPDKIKX0DER' }, orderItems: [taxed] })).replaceAll(
				'EUR',
				'USD',
			),
		) as unknown;
		expect(read(usd)).toMatchObject({ pricesIncludeTax: false, lines: [{ total: { amount: '20.00' } }] });
	});

	it('follows the setting where the order tells nothing', () => {
		const silent = item({ proceeds: { breakdowns: [breakdown('ITEM', eur('20.00')), breakdown('TAX', eur('3.19'))] } });
		const how = (pricesIncludeVat: 'auto' | 'yes' | 'no') =>
			read(order({ proceeds: {}, orderItems: [silent] }), { pricesIncludeVat }).lines[0]?.tax?.how;
		expect([how('auto'), how('yes'), how('no')]).toEqual(['added', 'included', 'added']);
		const untold = (pricesIncludeVat: 'auto' | 'yes' | 'no') => read(order(), { pricesIncludeVat }).pricesIncludeTax;
		expect([untold('auto'), untold('yes'), untold('no')]).toEqual([undefined, true, false]);
	});

	it('uses the breakdowns of the order where its items have none', () => {
		const bare = (id: string, quantity: number) => item({ orderItemId: id, quantityOrdered: quantity, proceeds: undefined });
		const whole = order({
			orderItems: [bare('1', 1), bare('2', 2)],
			proceeds: {
				grandTotal: eur('69.85'),
				breakdowns: [
					{ type: 'ITEM', subtotal: eur('60.00') },
					{ type: 'SHIPPING', subtotal: eur('4.00') },
					{ type: 'DISCOUNT', subtotal: eur('-6.01') },
					{ type: 'TAX', subtotal: eur('9.86') },
					{ type: 'DELIVERY_TIP', status: 'FINALIZED', subtotal: eur('2.00') },
				],
			},
		});
		const { lines, charges, totals } = read(whole);
		expect(lines.map(({ total, discount }) => [total.amount, discount.amount])).toEqual([
			['20.00', '2.00'],
			['40.00', '4.01'],
		]);
		expect(charges.map(({ kind, total }) => [kind, total.amount])).toEqual([
			['shipping', '4.00'],
			['deliveryTip', '2.00'],
		]);
		expect(totals).toEqual({ grand: { amount: '69.85', currency: 'EUR' }, computed: { amount: '69.85', currency: 'EUR' } });
	});

	it('adds what only the order tells', () => {
		const breakdowns = [
			{ type: 'ITEM', subtotal: eur('20.00') },
			{ type: 'SURPRISE', subtotal: eur('1.00') },
		];
		expect(read(order({ proceeds: { grandTotal: eur('21.00'), breakdowns } })).charges.map(({ kind }) => kind)).toEqual(['other']);
	});

	it('counts a delivery tip when the total holds it, and without a total when it is final', () => {
		const kinds = (grand: string | undefined, status: string) => {
			const breakdowns = [
				{ type: 'ITEM', subtotal: eur('20.00') },
				{ type: 'DELIVERY_TIP', status, subtotal: eur('3.00') },
			];
			const { charges, totals } = read(order({ proceeds: { breakdowns, ...(grand === undefined ? {} : { grandTotal: eur(grand) }) } }));
			expect(totals.difference).toBeUndefined();
			return charges.map(({ kind }) => kind);
		};
		for (const status of ['PENDING', 'FINALIZED']) {
			expect(kinds('20.00', status)).toEqual([]);
			expect(kinds('23.00', status)).toEqual(['deliveryTip']);
		}
		expect(kinds(undefined, 'PENDING')).toEqual([]);
		expect(kinds(undefined, 'FINALIZED')).toEqual(['deliveryTip']);
	});

	it('takes cancelled pieces as they fit to the cent, before a way that a few cents make fit', () => {
		const sold = (orderItemId: string, ordered: number, left: number, amounts: readonly object[]) =>
			item({
				orderItemId,
				quantityOrdered: ordered,
				fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: left },
				...(left === ordered ? {} : { cancellation: { cancellationExecution: { cancelledBy: 'BUYER' } } }),
				proceeds: { breakdowns: amounts },
			});
		const whole = [breakdown('ITEM', eur('32.71')), breakdown('DISCOUNT', eur('-0.50')), breakdown('TAX', eur('6.44'))];
		const { lines, charges } = read(
			order({
				proceeds: { grandTotal: eur('88.00') },
				orderItems: [sold('1', 1, 1, whole), sold('2', 4, 3, [breakdown('ITEM', eur('54.84')), breakdown('TAX', eur('10.96'))])],
			}),
		);
		expect(lines.map(({ total, tax }) => [total.amount, tax?.how])).toEqual([
			['32.71', 'added'],
			['41.13', 'added'],
		]);
		expect(charges).toEqual([]);
	});

	it('takes a cent of rounding for no tip', () => {
		const wire = order({
			proceeds: { grandTotal: eur('20.01'), breakdowns: [{ type: 'DELIVERY_TIP', status: 'FINALIZED', subtotal: eur('3.00') }] },
			orderItems: [item({ proceeds: { proceedsTotal: eur('20.00'), breakdowns: [breakdown('ITEM', eur('20.00'))] } })],
		});
		const { charges, totals } = read(wire);
		expect(charges).toMatchObject([{ kind: 'adjustment', total: { amount: '0.01' } }]);
		expect(totals.difference).toBeUndefined();
	});

	it('reads the breakdowns of the order against its total without the tip', () => {
		const breakdowns = [
			{ type: 'ITEM', subtotal: eur('20.00') },
			{ type: 'TAX', subtotal: eur('3.19') },
			{ type: 'DELIVERY_TIP', status: 'FINALIZED', subtotal: eur('3.00') },
		];
		const { lines, totals } = read(
			order({ orderItems: [item({ proceeds: undefined })], proceeds: { grandTotal: eur('23.00'), breakdowns } }),
		);
		expect(lines[0]?.tax).toMatchObject({ how: 'included', amount: { amount: '3.19' } });
		expect(totals.computed.amount).toBe('23.00');
	});

	const withBreakdowns = (total: string, ...breakdowns: readonly object[]) =>
		read(order({ proceeds: { grandTotal: eur(total) }, orderItems: [item({ proceeds: { proceedsTotal: eur(total), breakdowns } })] }));

	it('takes a discount that its part is too small for off the item', () => {
		const { lines, charges } = withBreakdowns(
			'16.00',
			breakdown('ITEM', eur('20.00')),
			breakdown('SHIPPING', eur('1.00')),
			breakdown('DISCOUNT', eur('-5.00'), { SHIPPING: eur('-5.00') }),
		);
		expect(lines[0]).toMatchObject({ total: { amount: '20.00' }, discount: { amount: '4.00' } });
		expect(charges).toMatchObject([{ kind: 'shipping', total: { amount: '1.00' }, discount: { amount: '1.00' } }]);
	});

	it('has no negative amounts: what raises a price belongs to it, what is paid back is a discount', () => {
		const raised = withBreakdowns('22.00', breakdown('ITEM', eur('20.00')), breakdown('DISCOUNT', eur('2.00')));
		expect(raised.lines[0]).toMatchObject({ total: { amount: '22.00' }, discount: { amount: '0.00' } });
		const paidBack = withBreakdowns('18.00', breakdown('ITEM', eur('20.00')), breakdown('OTHER', eur('-2.00')));
		expect(paidBack.charges).toMatchObject([{ kind: 'other', total: { amount: '0.00' }, discount: { amount: '2.00' } }]);
		for (const { totals } of [raised, paidBack]) expect(totals.difference).toBeUndefined();
	});

	it('rounds away five cents and reports more', () => {
		expect(read(order({ proceeds: { grandTotal: eur('20.05') } }))).toMatchObject({
			charges: [{ kind: 'adjustment', total: { amount: '0.05' } }],
			totals: { computed: { amount: '20.05' } },
		});
		expect(read(order({ proceeds: { grandTotal: eur('20.06') } })).totals).toMatchObject({
			computed: { amount: '20.00' },
			difference: { amount: '0.06' },
		});
	});

	const replacing = (given: object) =>
		read(order({ associatedOrders: [{ orderId: '902-0', associationType: 'REPLACEMENT_ORIGINAL_ID' }], ...given }));

	it.each([
		['a total of nothing, whatever prices it repeats', { proceeds: { grandTotal: eur('0.00') } }],
		['no amounts at all', { proceeds: undefined, orderItems: [item({ proceeds: undefined })] }],
	])('reads a replacement at nothing that has %s', (_what, given) => {
		const replacement = replacing(given);
		expect(replacement).toMatchObject({
			replaces: '902-0',
			charges: [],
			totals: { grand: { amount: '0.00' }, computed: { amount: '0.00' } },
		});
		expect(replacement.lines[0]).toMatchObject({ quantity: 1, unitPrice: { amount: '0.00' }, total: { amount: '0.00' } });
	});

	it.each([
		['a total', {}],
		['proceeds of its lines alone', { proceeds: undefined }],
	])('reads a replacement as it is that has %s', (_what, given) => {
		const { replaces, totals } = replacing(given);
		expect([replaces, totals.computed.amount, totals.difference]).toEqual(['902-0', '20.00', undefined]);
		expect(read(order({ associatedOrders: [{ orderId: '902-0', associationType: 'EXCHANGE_ORIGINAL_ID' }] })).replaces).toBeUndefined();
	});

	it('never adds amounts of two currencies', () => {
		expect(() => read(order({ proceeds: { grandTotal: { amount: '20', currencyCode: 'JPY' } } }))).toThrow('several currencies (EUR, JPY)');
	});
});
