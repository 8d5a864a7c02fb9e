import { dayAfter, dayAt, daysIn, isDay, isTimeZone, spanOf } from '../../../src/domain/day';

const hours = (day: string, zone: string): number => {
	const { from, to } = spanOf(day, zone);
	return (Date.parse(to) - Date.parse(from)) / 3_600_000;
};

describe('a day in a time zone', () => {
	it('begins and ends where the clocks there say so', () => {
		expect(spanOf('2026-11-26', 'Europe/Madrid')).toEqual({ from: '2026-11-25T23:00:00.000Z', to: '2026-11-26T23:00:00.000Z' });
		expect(spanOf('2026-11-26', 'America/Mexico_City')).toEqual({ from: '2026-11-26T06:00:00.000Z', to: '2026-11-27T06:00:00.000Z' });
		expect(spanOf('2026-11-26', 'UTC')).toEqual({ from: '2026-11-26T00:00:00.000Z', to: '2026-11-27T00:00:00.000Z' });
		expect(spanOf('2026-11-26', 'Asia/Kathmandu').from).toBe('2026-11-25T18:15:00.000Z');
	});

	it('has 23 hours in the spring and 25 in the autumn', () => {
		expect(spanOf('2026-03-29', 'Europe/Madrid')).toEqual({ from: '2026-03-28T23:00:00.000Z', to: '2026-03-29T22:00:00.000Z' });
		expect(hours('2026-03-29', 'Europe/Madrid')).toBe(23);
		expect(spanOf('2026-10-25', 'Europe/Madrid')).toEqual({ from: '2026-10-24T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z' });
		expect(hours('2026-10-25', 'Europe/Madrid')).toBe(25);
		expect(hours('2026-10-26', 'Europe/Madrid')).toBe(24);
		expect(hours('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5);
	});

	it('begins later where midnight is left out, and the one that was left out is no day', () => {
		expect(spanOf('2026-03-29', 'Asia/Beirut').from).toBe('2026-03-28T22:00:00.000Z');
		expect(hours('2026-03-29', 'Asia/Beirut')).toBe(23);
		expect(hours('2011-12-30', 'Pacific/Apia')).toBe(0);
	});

	it('follows the day before without a gap, all the year', () => {
		for (const zone of ['Europe/Madrid', 'America/New_York', 'Asia/Beirut', 'Australia/Lord_Howe', 'America/Santiago']) {
			let day = '2026-01-01';
			for (let count = 0; count < 365; count += 1) {
				const next = dayAfter(day, 1);
				expect(spanOf(day, zone).to).toBe(spanOf(next, zone).from);
				expect(dayAt(spanOf(day, zone).from, zone)).toBe(day);
				day = next;
			}
		}
	});

	it('is asked for by a time', () => {
		expect(dayAt('2026-11-26T23:30:00.000Z', 'Europe/Madrid')).toBe('2026-11-27');
		const dayOf = daysIn('Europe/Madrid');
		expect(
			['2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00.000Z'].map(dayOf),
		).toEqual(['2026-10-24', '2026-10-25', '2026-10-25', '2026-10-26']);
	});

	it('is only what a calendar has', () => {
		expect(['2026-02-28', '2026-02-30', '2026-2-1', 'yesterday', ''].map(isDay)).toEqual([true, false, false, false, false]);
		expect(['Europe/Madrid', 'UTC', 'Europe/Atlantis', ''].map(isTimeZone)).toEqual([true, true, false, false]);
	});
});
