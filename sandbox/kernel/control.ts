import { ControlError } from './contract';
import { asFields, textOf } from './control-fields';
import type { ControlCall } from './control-server';
import type { FaultRule } from './faults';
import type { Kernel, SeedAction } from './kernel-interface';

const milliseconds = (value: unknown): number => {
	if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw new ControlError('ms must be a number of milliseconds');
	return value;
};

/**
 * The control API's routes: GET /urls /clock /damage /counts /log /events /faults /state/<stand-in>,
 * POST /reset /seed /clone /addresses /addresses/close /clock/advance /counts/reset /faults, DELETE /faults, and
 * POST /<stand-in>/<action>.
 */
export function createControl(kernel: Kernel, seeds: Readonly<Record<string, SeedAction>>): (call: ControlCall) => Promise<unknown> {
	const seed = (body: unknown): unknown => {
		const { kind = 'demo', ...options } = asFields(body);
		const action = seeds[String(kind)];
		if (action === undefined) throw new ControlError(`Unknown seed. Known: ${Object.keys(seeds).join(', ')}`);
		return action(options);
	};

	const standInOf = (name: string | undefined): NonNullable<Kernel['standIns'][string]> => {
		const standIn = kernel.standIns[name ?? ''];
		if (standIn === undefined) throw new ControlError(`There is no stand-in ${name ?? ''}`, 404);
		return standIn;
	};

	const fixed: Readonly<Record<string, (call: ControlCall) => unknown>> = {
		'GET /urls': () => kernel.urls,
		'GET /clock': () => ({ now: kernel.clock.now(), iso: new Date(kernel.clock.now()).toISOString() }),
		'GET /damage': () => kernel.damage(),
		'GET /counts': () => kernel.counts(),
		'GET /log': ({ query }) => kernel.log.entries(query.get('standIn') ?? undefined),
		'GET /events': () => kernel.events.recent(),
		'GET /faults': () => kernel.faults.list(),
		'POST /faults': ({ body }) => kernel.faults.add(asFields(body) as unknown as FaultRule),
		'DELETE /faults': () => {
			kernel.faults.clear();
			return {};
		},
		'POST /reset': () => {
			kernel.reset();
			return {};
		},
		'POST /clone': async ({ body }) => {
			const as = textOf(asFields(body), 'as');
			return { name: as, url: await kernel.clone(textOf(asFields(body), 'standIn'), as) };
		},
		'POST /addresses': async ({ body }) => ({
			url: await kernel.openAddress(textOf(asFields(body), 'standIn'), textOf(asFields(body), 'name')),
		}),
		'POST /addresses/close': async ({ body }) => {
			await kernel.closeAddress(textOf(asFields(body), 'name'));
			return {};
		},
		'POST /counts/reset': () => {
			kernel.resetCounts();
			return {};
		},
		'POST /seed': ({ body }) => seed(body),
		'POST /clock/advance': ({ body }) => {
			kernel.clock.advance(milliseconds(asFields(body)['ms']));
			return { now: kernel.clock.now() };
		},
	};

	return async (call) => {
		const action = fixed[`${call.method} ${call.path}`];
		if (action !== undefined) return await action(call);
		const [, first, ...rest] = call.path.split('/');
		if (call.method === 'GET' && first === 'state') return standInOf(rest[0]).state?.() ?? null;
		if (call.method !== 'POST' || rest.length === 0) throw new ControlError(`The control API has no ${call.method} ${call.path}`, 404);
		const standIn = standInOf(first);
		if (standIn.control === undefined) throw new ControlError(`${standIn.name} takes no control actions`, 404);
		return await standIn.control(rest.join('/'), call.body);
	};
}
