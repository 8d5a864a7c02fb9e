import { randomBytes } from 'node:crypto';
import { receive } from './answer';
import { createRealClock, createVirtualClock } from './clock';
import { ControlError, type Clock, type Damage, type StandIn, type StandInContext } from './contract';
import { createControl } from './control';
import { serveControl } from './control-server';
import { createEventFeed } from './events';
import { createExchange, type Exchange } from './exchange';
import { createFaultList } from './faults';
import { serveExchange, type RunningServer } from './http-server';
import type { Kernel, SeedAction } from './kernel-interface';
import { createRandom } from './random';
import { createRequest } from './request';
import { createRequestLog } from './request-log';

export type { Kernel } from './kernel-interface';

export interface KernelOptions {
	/** `virtual` stands still until `advance`; `real` is the machine's plus what was advanced. Default: real. */
	readonly clock?: 'real' | 'virtual' | Clock;
	/** Where a virtual clock starts, milliseconds since the epoch. */
	readonly startMs?: number;
	/** Seed of everything that happens by chance. */
	readonly seed?: number;
	/** False starts no servers; then `request` is the only way in. Default: true. */
	readonly http?: boolean;
	/** Bearer token of the control API; made up when left out. */
	readonly controlToken?: string;
	/** Fixed ports for people; free ones when left out. Keys are stand-in names and `control`. */
	readonly ports?: Readonly<Record<string, number>>;
}

const defaultStartMs = Date.UTC(2026, 10, 21, 12);

/** Joins stand-ins with clock, faults, log, servers and control API. */
export async function startKernel(
	makers: Readonly<Record<string, (context: StandInContext) => StandIn>>,
	options: KernelOptions = {},
): Promise<Kernel> {
	const { clock: wanted = 'real', startMs = defaultStartMs, seed = 1, http = true } = options;
	const clock = wanted === 'real' ? createRealClock() : wanted === 'virtual' ? createVirtualClock(startMs) : wanted;
	const random = createRandom(seed);
	const events = createEventFeed();
	const faults = createFaultList(clock, random);
	const log = createRequestLog();
	const token = options.controlToken ?? randomBytes(24).toString('base64url');
	const broken: Damage[] = [];
	const seeds: Record<string, SeedAction> = {};

	const onBroken = (standIn: string, error: unknown): void => {
		const detail = `${standIn}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
		broken.push({ kind: 'sandboxFault', detail });
		process.stderr.write(`Sandbox failure in ${detail}\n`);
	};

	const standIns: Record<string, StandIn> = {};
	const exchanges = new Map<string, Exchange>();
	const servers = new Map<string, RunningServer>();
	const urls: Record<string, string> = {};
	const clones = new Set<string>();

	const join = (name: string, standIn: StandIn): void => {
		standIns[name] = standIn;
		exchanges.set(name, createExchange({ standIn, clock, faults, log, onBroken }));
	};
	for (const [name, make] of Object.entries(makers)) join(name, make({ clock, events, random }));
	const exchangeOf = (name: string): Exchange => {
		const exchange = exchanges.get(name);
		if (exchange === undefined) throw new ControlError(`There is no stand-in ${name}`, 404);
		return exchange;
	};

	const openAddress = async (standIn: string, name: string, port?: number): Promise<string> => {
		if (servers.has(name)) throw new ControlError(`There is an address ${name} already`);
		if (!http) return '';
		const server = await serveExchange(exchangeOf(standIn), port);
		servers.set(name, server);
		urls[name] = server.url;
		if (name === standIn) standIns[standIn]?.listening?.(server.url);
		return server.url;
	};
	const closeAddress = async (name: string): Promise<void> => {
		const server = servers.get(name);
		servers.delete(name);
		Reflect.deleteProperty(urls, name);
		await server?.close();
	};

	let controlUrl = '';
	const kernel: Kernel = {
		clock,
		events,
		faults,
		log,
		standIns,
		urls,
		get control() {
			return { url: controlUrl, token };
		},
		request: async (name, parts) => receive(await exchangeOf(name)(createRequest(parts))),
		damage: () => ({
			...Object.fromEntries(Object.entries(standIns).map(([name, standIn]) => [name, standIn.damage()])),
			sandbox: [...broken],
		}),
		counts: () => Object.fromEntries(Object.entries(standIns).map(([name, standIn]) => [name, standIn.counts()])),
		resetCounts() {
			for (const standIn of Object.values(standIns)) standIn.resetCounts();
		},
		reset() {
			for (const name of clones) {
				void closeAddress(name);
				void standIns[name]?.close?.();
				Reflect.deleteProperty(standIns, name);
				exchanges.delete(name);
			}
			clones.clear();
			for (const standIn of Object.values(standIns)) standIn.reset?.();
			faults.clear();
			log.clear();
			events.clear();
			broken.length = 0;
		},
		async clone(name, as) {
			const copy = standIns[name]?.clone?.(as);
			if (copy === undefined) throw new ControlError(`${name} cannot be cloned`, 404);
			if (standIns[as] !== undefined) throw new ControlError(`There is a stand-in ${as} already`);
			join(as, copy);
			clones.add(as);
			return await openAddress(as, as);
		},
		openAddress: async (name, address) => await openAddress(name, address),
		closeAddress,
		addSeed(kind, action) {
			seeds[kind] = action;
		},
		async stop() {
			await Promise.all([...servers.values()].map(async (server) => await server.close()));
			await Promise.all(Object.values(standIns).map(async (standIn) => await standIn.close?.()));
		},
	};

	if (http) {
		for (const name of exchanges.keys()) await openAddress(name, name, options.ports?.[name]);
		const control = await serveControl({
			token,
			call: createControl(kernel, seeds),
			onEvent: events.onEvent,
			...(options.ports?.['control'] === undefined ? {} : { port: options.ports['control'] }),
		});
		servers.set('control', control);
		controlUrl = control.url;
	}
	return kernel;
}
