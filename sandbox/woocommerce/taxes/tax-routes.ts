import { taxRateSchema } from '../rest/body-schemas';
import { forceSchema, pageOf, pagingSchema } from '../rest/listing';
import { created, listReply, ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Reply, Route } from '../rest/router';
import type { TaxRate } from '../store/records';
import type { Store } from '../store/store';
import { type Input, isGiven, slugOf, toInteger, toText } from '../wordpress/php-values';
import { itemMethods } from '../wordpress/site-urls';

function renderRate(store: Store, rate: TaxRate): Record<string, unknown> {
	return {
		id: rate.id,
		country: rate.country,
		state: rate.state,
		postcode: rate.postcodes.at(-1) ?? '',
		city: rate.cities.at(-1) ?? '',
		rate: rate.rate,
		name: rate.name,
		priority: rate.priority,
		compound: rate.compound,
		shipping: rate.shipping,
		order: rate.order,
		class: rate.class === '' ? 'standard' : rate.class,
		postcodes: rate.postcodes,
		cities: rate.cities,
		_links: store.urls.links(`taxes/${rate.id}`, 'taxes', itemMethods),
	};
}

function rateOr(store: Store, id: number | undefined): TaxRate {
	const rate = store.state.taxRates.get(id ?? 0);
	if (rate === undefined) throw new RestError(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.');
	return rate;
}

function joined(input: Input, list: string, single: string): string | undefined {
	const many = input[list];
	if (Array.isArray(many)) return many.map(toText).join(';');
	return isGiven(input, single) ? toText(input[single]) : undefined;
}

function addRate({ store, input }: Call): Reply {
	const postcode = joined(input, 'postcodes', 'postcode');
	const city = joined(input, 'cities', 'city');
	const rate = store.state.addTaxRate({
		country: toText(input['country']),
		state: toText(input['state']),
		rate: toText(input['rate']) || '0',
		name: toText(input['name']) || 'Tax',
		priority: isGiven(input, 'priority') ? toInteger(input['priority']) : 1,
		compound: input['compound'] === true,
		shipping: input['shipping'] !== false,
		class: toText(input['class']) || 'standard',
		...(postcode === undefined ? {} : { postcode }),
		...(city === undefined ? {} : { city }),
	});
	return created(renderRate(store, rate), store.urls.rest(`taxes/${rate.id}`));
}

function changeRate({ store, ids, input }: Call): Reply {
	const rate = rateOr(store, ids[0]);
	if (isGiven(input, 'country')) rate.country = toText(input['country']).toUpperCase();
	if (isGiven(input, 'state')) rate.state = toText(input['state']).toUpperCase();
	if (isGiven(input, 'rate')) rate.rate = Number(input['rate']).toFixed(4);
	if (isGiven(input, 'name')) rate.name = toText(input['name']);
	if (isGiven(input, 'priority')) rate.priority = toInteger(input['priority']);
	if (isGiven(input, 'compound')) rate.compound = input['compound'] === true;
	if (isGiven(input, 'shipping')) rate.shipping = input['shipping'] === true;
	if (isGiven(input, 'class')) rate.class = input['class'] === 'standard' ? '' : toText(input['class']);
	return ok(renderRate(store, rate));
}

function addClass({ store, input }: Call): Reply {
	const name = toText(input['name']);
	const taxClass = { name, slug: slugOf(name) };
	if (store.state.taxClasses.some((known) => known.slug === taxClass.slug)) {
		throw new RestError(400, 'woocommerce_rest_tax_class_exists', 'Tax class slug already exists');
	}
	store.state.taxClasses.push(taxClass);
	store.state.taxClasses.sort((left, right) => (left.name < right.name ? -1 : 1));
	return created(renderClass(store, taxClass), store.urls.rest(`taxes/classes/${taxClass.slug}`));
}

function renderClass(store: Store, taxClass: { readonly slug: string; readonly name: string }): Record<string, unknown> {
	return { slug: taxClass.slug, name: taxClass.name, _links: { collection: [{ href: store.urls.rest('taxes/classes') }] } };
}

export const taxRoutes: readonly Route[] = [
	{
		method: 'GET',
		pattern: 'taxes/classes',
		operation: 'listTaxClasses',
		access: 'list',
		handle: ({ store }) =>
			ok([{ slug: 'standard', name: 'Standard rate' }, ...store.state.taxClasses].map((taxClass) => renderClass(store, taxClass))),
	},
	{
		method: 'POST',
		pattern: 'taxes/classes',
		operation: 'createTaxClass',
		access: 'create',
		schema: { name: { type: 'string' } },
		required: ['name'],
		handle: addClass,
	},
	{
		method: 'GET',
		pattern: 'taxes',
		operation: 'listTaxes',
		access: 'list',
		schema: { ...pagingSchema, class: { type: 'string' } },
		handle: ({ store, input }) => {
			const wanted = input['class'] === 'standard' ? '' : input['class'];
			const rates = [...store.state.taxRates.values()].filter((rate) => wanted === undefined || rate.class === wanted);
			return listReply(pageOf(rates, input), (rate) => renderRate(store, rate));
		},
	},
	{ method: 'POST', pattern: 'taxes', operation: 'createTax', access: 'create', schema: taxRateSchema, handle: addRate },
	{
		method: 'GET',
		pattern: 'taxes/#',
		operation: 'getTax',
		access: 'view',
		handle: ({ store, ids }) => ok(renderRate(store, rateOr(store, ids[0]))),
	},
	{ method: 'PUT', pattern: 'taxes/#', operation: 'updateTax', access: 'edit', schema: taxRateSchema, handle: changeRate },
	{
		method: 'DELETE',
		pattern: 'taxes/#',
		operation: 'deleteTax',
		access: 'delete',
		schema: forceSchema,
		handle: ({ store, ids }) => {
			const rate = rateOr(store, ids[0]);
			store.state.taxRates.delete(rate.id);
			return ok(renderRate(store, rate));
		},
	},
];
