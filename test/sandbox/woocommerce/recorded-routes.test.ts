import { recorded, Shapes } from './recorded/exchanges';
import { nodeRoutes, notRecorded, notShown, switchedOn } from './recorded/node-routes';
import { pathsInSource } from './recorded/paths-in-source';
import { disagreements } from './recorded/shapes';
import { answersInAllSituations, type Given } from './recorded/situations';

const { shapes: known, routes: recordedRoutes } = recorded();
const withoutPrefix = (route: string): string => route.replace(/^[A-Z]+ /, '');
const isPlugins = (route: string): boolean => withoutPrefix(route).startsWith('wc-shipment-tracking/');

describe('every route of the stand-in that nodes use', () => {
	let given: readonly Given[];
	const shapes = new Shapes();
	beforeAll(async () => {
		given = await answersInAllSituations();
		for (const { route, status, body } of given) shapes.add(route, status, body);
	});

	it('answers type by type as the real store did', () => {
		const found = [...shapes].flatMap(([name, shape]) => {
			const recordedShape = known.get(name);
			return recordedShape === undefined ? [] : disagreements(shape, recordedShape).map((line) => `${name}: ${line}`);
		});
		expect(found).toEqual(Object.keys(notShown));
	});

	it('is listed: the adapter asks for no other', () => {
		const paths = pathsInSource();
		expect(paths).toContain('orders/#/refunds');
		const isListed = (path: string): boolean =>
			nodeRoutes.some((route) =>
				`/${withoutPrefix(route).replace(/\*/g, '#')}`.endsWith(path.startsWith('#/') ? path.slice(1) : `/${path}`),
			);
		expect(paths.filter((path) => !isListed(path))).toEqual([]);
	});

	it('is compared with a recorded answer, or listed as not recorded', () => {
		const answered = new Set(given.filter(({ status }) => status < 300).map(({ route }) => route));
		expect(nodeRoutes.filter((route) => !isPlugins(route) && !answered.has(route))).toEqual([]);
		expect(nodeRoutes.filter((route) => !recordedRoutes.has(route))).toEqual(
			nodeRoutes.filter((route) => notRecorded[route] !== undefined),
		);
		expect(Object.keys(notRecorded).filter((route) => !nodeRoutes.includes(route))).toEqual([]);
	});

	it('prints those that are not recorded', () => {
		const answers = [...shapes.keys()].filter((name) => !known.has(name) && nodeRoutes.some((route) => name.startsWith(`${route} `)));
		const lines = [
			...Object.entries({ ...notRecorded, ...switchedOn }).map(([route, reason]) => `  ${route}: ${reason}`),
			...Object.entries(notShown).map(([what, reason]) => `  ${what}: ${reason}`),
			...answers.map((name) => `  ${name}: no answer like it`),
		];
		process.stdout.write(`\nRoutes and answers of the store's stand-in that nodes use and nobody recorded:\n${lines.join('\n')}\n`);
		expect(answers).toMatchInlineSnapshot(`
		[
		  "GET system_status 200",
		  "PUT products/# 400 woocommerce_product_invalid_image_id",
		  "POST products 400 woocommerce_rest_product_not_created",
		  "GET orders/# 404 woocommerce_rest_shop_order_invalid_id",
		  "GET orders/#/fulfillments 404 woocommerce_rest_order_invalid_id",
		  "POST orders/#/fulfillments 404 rest_no_route",
		]
	`);
	});
});
