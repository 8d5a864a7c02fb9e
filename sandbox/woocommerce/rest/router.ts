import type { SandboxRequest } from '../../kernel/contract';
import type { Store } from '../store/store';
import { parsePhpParameters, toPlain } from '../wordpress/php-parameters';
import { isRecord } from '../wordpress/php-values';
import type { Schemas } from './parameter-schema';
import { checkParameters } from './parameter-schema';
import { RestError } from './rest-error';

/** What a caller without credentials is refused with. */
export type Access = 'list' | 'view' | 'create' | 'edit' | 'delete' | 'batch' | 'public';

const refusals: Readonly<Record<Exclude<Access, 'public'>, readonly [code: string, message: string]>> = {
	list: ['woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.'],
	view: ['woocommerce_rest_cannot_view', 'Sorry, you cannot view this resource.'],
	create: ['woocommerce_rest_cannot_create', 'Sorry, you are not allowed to create resources.'],
	edit: ['woocommerce_rest_cannot_edit', 'Sorry, you are not allowed to edit this resource.'],
	delete: ['woocommerce_rest_cannot_delete', 'Sorry, you are not allowed to delete this resource.'],
	batch: ['woocommerce_rest_cannot_batch', 'Sorry, you are not allowed to batch manipulate this resource.'],
};

export interface Call {
	readonly store: Store;
	/** Numbers out of the path, in its order. */
	readonly ids: readonly number[];
	/** Texts out of the path, in its order. */
	readonly names: readonly string[];
	/** Query and body together, checked; the body wins. */
	readonly input: Readonly<Record<string, unknown>>;
}

export interface Reply {
	readonly status: number;
	readonly body: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
	/** 'PUT' stands for PUT, PATCH and POST on an item. */
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** `orders/#/notes`: '#' is a number, '*' a name. */
	readonly pattern: string;
	readonly operation: string;
	readonly access: Access;
	readonly schema?: Schemas;
	readonly required?: readonly string[];
	/** Whether the store has the route now; those of a feature that is off or a plugin that is not there do not exist. */
	exists?(store: Store): boolean;
	handle(call: Call): Reply | Promise<Reply>;
}

interface Match {
	readonly ids: readonly number[];
	readonly names: readonly string[];
}

function matchPath(pattern: string, path: string): Match | undefined {
	const wanted = pattern.split('/');
	const given = path.split('/');
	if (wanted.length !== given.length) return undefined;
	const ids: number[] = [];
	const names: string[] = [];
	for (const [at, part] of wanted.entries()) {
		const value = given[at] ?? '';
		if (part === '#' && /^\d+$/.test(value)) ids.push(Number(value));
		else if (part === '*' && /^[\w%-]+$/.test(value)) names.push(decodeURIComponent(value));
		else if (part !== value) return undefined;
	}
	return { ids, names };
}

function answersMethod(route: Route, method: string): boolean {
	if (route.method === 'PUT') return ['PUT', 'PATCH', 'POST'].includes(method);
	return route.method === method || (route.method === 'GET' && method === 'HEAD');
}

export interface Found {
	readonly route: Route;
	readonly match: Match;
	/** The Allow header of the path. */
	readonly allow: string;
}

export class Router {
	constructor(private readonly routes: readonly Route[]) {}

	/** `path` is what follows `wp-json/wc/v3/`; a plugin's is what follows `wp-json/`. */
	find(method: string, path: string, store: Store): Found | undefined {
		const fitting = this.routes
			.filter((route) => route.exists?.(store) !== false)
			.flatMap((route) => {
				const match = matchPath(route.pattern, path);
				return match === undefined ? [] : [{ route, match }];
			});
		const found = fitting.find(({ route }) => answersMethod(route, method));
		if (found === undefined) return undefined;
		const spelled: Readonly<Record<Route['method'], string>> = { GET: 'GET', POST: 'POST', PUT: 'POST, PUT, PATCH', DELETE: 'DELETE' };
		return { ...found, allow: [...new Set(fitting.map(({ route }) => spelled[route.method]))].join(', ') };
	}
}

/** The JSON body; a list counts as no fields at all, and so does what is not sent as JSON. */
function bodyOf(request: SandboxRequest): Record<string, unknown> {
	const type = request.headers['content-type'] ?? '';
	if (type.startsWith('application/x-www-form-urlencoded')) {
		const plain = toPlain(parsePhpParameters(request.body.toString('utf8')));
		return isRecord(plain) ? plain : {};
	}
	if (!type.startsWith('application/json') || request.body.length === 0) return {};
	try {
		const parsed = request.json();
		return isRecord(parsed) ? parsed : {};
	} catch {
		throw new RestError(400, 'rest_invalid_json', 'Invalid JSON body passed.', { json_error_code: 4, json_error_message: 'Syntax error' });
	}
}

export function readInput(request: SandboxRequest, route: Route): Readonly<Record<string, unknown>> {
	const query = toPlain(parsePhpParameters(request.rawUrl.split('?')[1] ?? ''));
	const given = { ...(isRecord(query) ? query : {}), ...bodyOf(request) };
	return checkParameters(route.schema ?? {}, given, route.required);
}

export function refuseStranger(access: Access): RestError | undefined {
	if (access === 'public') return undefined;
	const [code, message] = refusals[access];
	return new RestError(401, code, message, {}, true);
}

/** Of a list within an answer nothing is left: its places are no names. `update.id` of a batch is `[]`. */
function pickInner(value: unknown, fields: readonly string[]): unknown {
	return Array.isArray(value) ? [] : pickFields(value, fields);
}

/** `_fields=id,meta_data`: the named fields alone, with dots for inner ones. */
export function pickFields(body: unknown, wanted: unknown): unknown {
	if (typeof wanted !== 'string' && !Array.isArray(wanted)) return body;
	const fields = (Array.isArray(wanted) ? wanted.map(String) : wanted.split(','))
		.map((field) => field.trim())
		.filter((field) => field !== '');
	if (fields.length === 0) return body;
	if (Array.isArray(body)) return body.map((item: unknown) => pickFields(item, fields));
	if (!isRecord(body)) return body;
	return Object.fromEntries(
		Object.entries(body).flatMap(([key, value]) => {
			if (fields.includes(key)) return [[key, value] as const];
			const inner = fields.filter((field) => field.startsWith(`${key}.`)).map((field) => field.slice(key.length + 1));
			return inner.length === 0 ? [] : [[key, pickInner(value, inner)] as const];
		}),
	);
}
