import { ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Reply, Route } from '../rest/router';
import type { Store } from '../store/store';
import countries from './countries.json';
import states from './states.json';

/** Countries as the store spells them. Those whose states are not in the file answer none, as most of the real ones do. */
const names: Readonly<Record<string, string>> = countries;
const statesOf: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = states;

function renderCountry(store: Store, code: string, name: string): Record<string, unknown> {
	return {
		code,
		name,
		states: Object.entries(statesOf[code] ?? {}).map(([state, text]) => ({ code: state, name: text })),
		_links: store.urls.links(`data/countries/${code.toLowerCase()}`, 'data/countries', ['GET']),
	};
}

/** Codes are taken in any case. */
function oneCountry({ store, names: [given = ''] }: Call): Reply {
	const code = given.toUpperCase();
	const name = names[code];
	if (name === undefined)
		throw new RestError(404, 'woocommerce_rest_data_invalid_location', 'There are no locations matching these parameters.');
	return ok(renderCountry(store, code, name));
}

export const countryRoutes: readonly Route[] = [
	{
		method: 'GET',
		pattern: 'data/countries',
		operation: 'listCountries',
		access: 'list',
		handle: ({ store }) => ok(Object.entries(names).map(([code, name]) => renderCountry(store, code, name))),
	},
	{ method: 'GET', pattern: 'data/countries/*', operation: 'getCountry', access: 'view', handle: oneCountry },
];
