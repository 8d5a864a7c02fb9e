/**
 * What a stand-in of an outside system is to the sandbox kernel. The kernel owns the HTTP servers, the faults, the
 * clock and the log of what was received; a stand-in owns the state and the wire format of one outside system.
 */

/** One HTTP request as the outside system would see it. `path` is percent-encoded as it came, without the query. */
export interface SandboxRequest {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Path and query exactly as they came (signatures are made over these bytes). */
	readonly rawUrl: string;
	readonly body: Buffer;
	/** The body parsed as JSON; throws `SyntaxError` when it is none. */
	readonly json: () => unknown;
	/** True once the client has hung up. Effects go on all the same: outside systems do not stop either. */
	readonly clientGone: () => boolean;
}

/** An object body is sent as JSON, a string or Buffer as it is. */
export interface SandboxResponse {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
}

/** Something that would have cost a merchant money or trust: duplicateOrder, buyerMail, oversell, fbaConversion … */
export interface Damage {
	readonly kind: string;
	readonly detail: string;
}

/**
 * Counted by the stand-in itself. `writes` are among the `calls`. Beside them stand `tokens` (authorisation requests),
 * `polls` (is it ready?) and `transfers` (documents fetched from a storage).
 */
export interface RequestCounts {
	readonly calls: number;
	readonly writes: number;
	readonly tokens: number;
	readonly polls: number;
	readonly transfers: number;
	readonly byOperation: Readonly<Record<string, number>>;
}

export interface StandIn {
	readonly name: string;
	handle(request: SandboxRequest): Promise<SandboxResponse>;
	/** Told the first address under which it can be reached. */
	listening?(url: string): void;
	/** Control actions of this stand-in (create an order, pay, ship …); throws `ControlError` for a bad request. */
	control?(action: string, body: unknown): Promise<unknown>;
	/** What the control API shows under `/state/<name>`: the stand-in's own truth, never what a client claims. */
	state?(): unknown;
	/** The operation a request belongs to, for faults that are aimed at an operation. */
	operationOf?(request: SandboxRequest): string | undefined;
	damage(): readonly Damage[];
	counts(): RequestCounts;
	resetCounts(): void;
	/** Forget all state, as freshly made. */
	reset?(): void;
	/** A second system with a copy of this one's data, from then on with a life of its own. */
	clone?(name: string): StandIn;
	/** Ends what runs beside the requests (deliveries, mail servers). */
	close?(): Promise<void>;
	/** The wire form of a fault where this system has its own (Amazon's QuotaExceeded, for one). */
	faultAnswer?(kind: string): SandboxResponse | undefined;
}

/** Milliseconds since the epoch, UTC. On a virtual clock `sleep` resolves when `advance` passes its end. */
export interface Clock {
	now(): number;
	advance(ms: number): void;
	sleep(ms: number): Promise<void>;
}

/** One line of what happens in the sandbox, for the demo's live view. Carries ids, never personal data. */
export interface SandboxEvent {
	/** Milliseconds since the epoch on the sandbox's clock. */
	readonly at: number;
	readonly standIn: string;
	readonly text: string;
	readonly ids: Readonly<Record<string, string>>;
}

export interface EventFeed {
	emit(event: SandboxEvent): void;
	/** Returns the function that ends the subscription. */
	onEvent(listener: (event: SandboxEvent) => void): () => void;
}

/** What the kernel hands to a stand-in when it is made. */
export interface StandInContext {
	readonly clock: Clock;
	readonly events: EventFeed;
	/** Seeded, so that a run can be repeated: a number in [0, 1). */
	readonly random: () => number;
}

/** A control request that cannot be done; `status` is the HTTP status of the control API's answer. */
export class ControlError extends Error {
	readonly status: number;

	constructor(message: string, status = 400) {
		super(message);
		this.name = 'ControlError';
		this.status = status;
	}
}
