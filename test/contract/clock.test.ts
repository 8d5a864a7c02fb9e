import { createSkippingClock } from '../../bench/skipping-clock';
import { systemClock } from '../../src/host/clock';
import { START } from '../fixtures/memory-platform/orders';
import { VirtualClock } from '../fixtures/memory-platform/virtual-clock';
import { HandClock } from '../platforms/amazon/hand-clock';
import { clockBattery } from './clock-battery';

const HOUR = 3_600_000;

clockBattery("the machine's", () => ({ clock: systemClock, unitMs: 20, run: async (work) => await work }));

clockBattery('turned when all wait', () => {
	const clock = new VirtualClock(START);
	return { clock, unitMs: HOUR, run: async (work) => await clock.run(work) };
});

clockBattery('turned by sleeping', () => ({ clock: new HandClock(), unitMs: HOUR, run: async (work) => await work }));

clockBattery("the bench's", () => ({ clock: createSkippingClock(Date.parse(START)).ours, unitMs: HOUR, run: async (work) => await work }));
