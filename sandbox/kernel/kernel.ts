import { randomBytes } from 'node:crypto';
import { receive } from './answer';
import { createRealClock, createVirtualClock } from './clock';
import { ControlError, type Clock, type Damage, type SandboxRequest, type StandIn, type StandInContext } from './contract';
import { createControl } from './control';
import { serveControl } from './control-server';
import { createEventFeed } from './events';
import { createExchange, type Delivery } from './exchange';
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

	const standIns = Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, make({ clock, events, random })]));
	const exchanges = Object.fromEntries(
		Object.entries(standIns).map(([name, standIn]) => [name, createExchange({ standIn, clock, faults, log, onBroken })]),
	);

	const servers: Record<string, RunningServer> = {};
	const urls: Record<string, string> = {};
	const exchangeOf = (name: string): ((request: SandboxRequest) => Promise<Delivery>) => {
		const exchange = exchanges[name];
		if (exchange === undefined) throw new ControlError(`There is no stand-in ${name}`, 404);
		return exchange;
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
			for (const standIn of Object.values(standIns)) standIn.reset?.();
			faults.clear();
			log.clear();
			events.clear();
			broken.length = 0;
		},
		addSeed(kind, action) {
			seeds[kind] = action;
		},
		async stop() {
			await Promise.all(Object.values(servers).map(async (server) => await server.close()));
			await Promise.all(Object.values(standIns).map(async (standIn) => await standIn.close?.()));
		},
	};

	if (http) {
		for (const [name, exchange] of Object.entries(exchanges)) {
			const server = await serveExchange(exchange, options.ports?.[name]);
			servers[name] = server;
			urls[name] = server.url;
		}
		const control = await serveControl({
			token,
			call: createControl(kernel, seeds),
			onEvent: events.onEvent,
			...(options.ports?.['control'] === undefined ? {} : { port: options.ports['control'] }),
		});
		servers['control'] = control;
		controlUrl = control.url;
	}
	return kernel;
}
