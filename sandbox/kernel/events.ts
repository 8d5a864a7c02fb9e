import type { EventFeed, SandboxEvent } from './contract';

export interface RecordedEventFeed extends EventFeed {
	/** The newest events, oldest first. */
	recent(): readonly SandboxEvent[];
	clear(): void;
}

const keptEvents = 1000;

/** Hands every event to its listeners at once and keeps the newest for those who ask later. */
export function createEventFeed(): RecordedEventFeed {
	const listeners = new Set<(event: SandboxEvent) => void>();
	let kept: SandboxEvent[] = [];
	return {
		emit(event) {
			kept.push(event);
			if (kept.length > 2 * keptEvents) kept = kept.slice(-keptEvents);
			for (const listener of [...listeners]) listener(event);
		},
		onEvent(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		recent: () => kept.slice(-keptEvents),
		clear: () => {
			kept = [];
		},
	};
}
