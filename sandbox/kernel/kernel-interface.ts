import type { EncodedAnswer } from './answer';
import type { Clock, Damage, RequestCounts, StandIn } from './contract';
import type { RecordedEventFeed } from './events';
import type { FaultList } from './faults';
import type { RequestParts } from './request';
import type { RequestLog } from './request-log';

export type SeedAction = (options: Readonly<Record<string, unknown>>) => unknown;

export interface Kernel {
	readonly clock: Clock;
	readonly events: RecordedEventFeed;
	readonly faults: FaultList;
	readonly log: RequestLog;
	readonly standIns: Readonly<Record<string, StandIn>>;
	/** http://127.0.0.1:port by stand-in name; empty without HTTP. */
	readonly urls: Readonly<Record<string, string>>;
	readonly control: { readonly url: string; readonly token: string };
	/** One request in this process, faults included. @throws TransportFailure where a socket would break */
	request(standIn: string, parts: RequestParts): Promise<EncodedAnswer>;
	/** By stand-in name; `sandbox` holds failures of the sandbox itself. */
	damage(): Readonly<Record<string, readonly Damage[]>>;
	counts(): Readonly<Record<string, RequestCounts>>;
	resetCounts(): void;
	reset(): void;
	/** A copy of a stand-in under a name and an address of its own; gives its address. Gone at `reset`. */
	clone(standIn: string, as: string): Promise<string>;
	/** One more address of a stand-in, told in `urls` under that name. */
	openAddress(standIn: string, name: string): Promise<string>;
	/** Nobody answers at this address any more. */
	closeAddress(name: string): Promise<void>;
	/** Makes a seed known to POST /seed {kind, ...options}. */
	addSeed(kind: string, action: SeedAction): void;
	stop(): Promise<void>;
}
