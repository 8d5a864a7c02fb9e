import { deliveredRecords, recordings } from '../../../fixtures/woocommerce-samples';
import { partsOf } from './node-routes';
import { routeName } from './route-names';
import { addTo, emptyShape, type Shape } from './shapes';

/** Shapes by the names of the parts that answers consist of. */
export class Shapes extends Map<string, Shape> {
	/** @param whole false where some fields alone were asked for */
	add(route: string, status: number, body: unknown, whole = true): void {
		for (const { name, value } of partsOf(route, status, body)) {
			const shape = this.get(name) ?? emptyShape();
			this.set(name, shape);
			addTo(shape, value, whole);
		}
	}
}

/** Of all recorded answers; and the names of all routes that answered well in a recording. */
export function recorded(): { readonly shapes: Shapes; readonly routes: ReadonlySet<string> } {
	const shapes = new Shapes();
	const routes = new Set<string>();
	for (const { request, response } of recordings()) {
		const route = routeName(request.method, request.path);
		if (route === undefined) continue;
		const asksForSome = JSON.stringify([request.path, request.query, request.params]).includes('_fields');
		shapes.add(route, response.status, response.body, !asksForSome);
		if (response.status < 300) routes.add(route);
	}
	// A delivery's body is what GET answers.
	for (const { resource, body } of deliveredRecords()) shapes.add(`GET ${resource}s/#`, 200, body);
	return { shapes, routes };
}
