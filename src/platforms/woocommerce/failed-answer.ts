import type { FailureKind } from '../../domain/platform-error';

/** The parts of an answer that decide what a failure is. `body` is the parsed JSON, or undefined when it is none. */
export interface FailedAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: unknown;
	/** The store URL that was asked. */
	readonly calledBy: string;
}

export interface Verdict {
	readonly kind: FailureKind;
	readonly message: string;
	readonly advice: string;
	readonly code?: string;
}
