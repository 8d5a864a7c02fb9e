import type { PackageStatus } from './parcel';
import type { ShipmentSettings } from './shipment-settings';

interface Step {
	readonly orderId: string;
	readonly reference: string;
	readonly status: PackageStatus;
}

/** Packages that go on by themselves, by the times of the settings. */
export interface SelfMoving {
	watch(orderId: string, reference: string, shippedMs: number): void;
	/** What is to happen by now, in its order. */
	due(now: number): readonly Step[];
	clear(): void;
}

export function createSelfMoving(settings: ShipmentSettings): SelfMoving {
	let watched: { readonly orderId: string; readonly reference: string; readonly shippedMs: number; isMoving: boolean }[] = [];
	return {
		watch(orderId, reference, shippedMs) {
			if (watched.some((known) => known.orderId === orderId && known.reference === reference)) return;
			watched.push({ orderId, reference, shippedMs, isMoving: false });
		},
		due(now) {
			const { inTransitAfterMs, deliveredAfterMs } = settings;
			if (inTransitAfterMs <= 0) return [];
			const steps: Step[] = [];
			watched = watched.filter((one) => {
				const { orderId, reference, shippedMs } = one;
				if (!one.isMoving && now >= shippedMs + inTransitAfterMs) {
					one.isMoving = true;
					steps.push({ orderId, reference, status: 'IN_TRANSIT' });
				}
				if (!one.isMoving || deliveredAfterMs <= 0 || now < shippedMs + inTransitAfterMs + deliveredAfterMs) return true;
				steps.push({ orderId, reference, status: 'DELIVERED' });
				return false;
			});
			return steps;
		},
		clear() {
			watched = [];
		},
	};
}
