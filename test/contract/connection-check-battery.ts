import type { ConnectionCheck } from '../../src/ports/connection-check';

export interface CheckUnderTest {
	readonly right: ConnectionCheck;
	readonly wrong: ConnectionCheck;
	/** Keys that must stand in no answer. */
	readonly secrets: readonly string[];
	readonly close: () => Promise<void>;
}

/** What the core relies on, whatever is connected. */
export function connectionCheckBattery(name: string, start: () => Promise<CheckUnderTest>): void {
	describe(`${name}: a connection check`, () => {
		let test: CheckUnderTest;
		beforeAll(async () => {
			test = await start();
		});
		afterAll(async () => {
			await test.close();
		});

		it('is content with the right keys and says whose they are', async () => {
			const report = await test.right.check();
			expect([report.ok, report.summary.length > 0]).toEqual([true, true]);
		});

		it('does not throw for wrong ones, says what is wrong and what to do, and never the keys', async () => {
			const report = await test.wrong.check();
			expect([report.ok, report.findings.length > 0]).toEqual([false, true]);
			for (const { code, text, advice } of report.findings) expect([code !== '', text !== '', advice !== '']).toEqual([true, true, true]);
			const all = JSON.stringify([report, await test.right.check()]);
			expect(test.secrets.filter((secret) => all.includes(secret))).toEqual([]);
		});
	});
}
