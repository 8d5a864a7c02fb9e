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

		it('is inspected with the same verdict, and tells what the account trades in', async () => {
			const { ok, findings, trading, summary } = await test.right.inspect();
			expect([ok, summary]).toEqual([true, (await test.right.check()).summary]);
			expect(findings.filter(({ severity }) => severity === 'broken')).toEqual([]);
			expect(trading?.currencies).toEqual(expect.arrayContaining([expect.stringMatching(/^[A-Z]{3}$/)]));
		});

		it('is inspected without throwing for wrong keys, and says them nowhere', async () => {
			const inspected = await test.wrong.inspect();
			expect([inspected.ok, inspected.findings.some(({ severity }) => severity === 'broken')]).toEqual([false, true]);
			const all = JSON.stringify([inspected, await test.right.inspect()]);
			expect(test.secrets.filter((secret) => all.includes(secret))).toEqual([]);
		});

		it('does not throw for wrong ones, says what is wrong and what to do, and never the keys', async () => {
			const report = await test.wrong.check();
			expect([report.ok, report.findings.length > 0]).toEqual([false, true]);
			for (const { code, text, advice } of report.findings) expect([code !== '', text !== '', advice !== '']).toEqual([true, true, true]);
			expect(report.findings.some(({ severity }) => severity === 'broken')).toBe(true);
			const all = JSON.stringify([report, await test.right.check()]);
			expect(test.secrets.filter((secret) => all.includes(secret))).toEqual([]);
		});
	});
}
