import { PlatformError } from '../../src/domain/platform-error';
import type { IdentitySource } from '../../src/ports/account-identity';

export interface IdentityUnderTest {
	/** The account, as somebody else reaches it, too. */
	readonly account: () => IdentitySource;
	/** A copy of the account at another address. */
	readonly copy: () => Promise<IdentitySource>;
	/** Another account. */
	readonly other: () => Promise<IdentitySource>;
	/** From now on nobody answers. */
	readonly cutOff: () => void;
	readonly close: () => Promise<void>;
}

/** What the core relies on, whatever an account is known by. */
export function accountIdentityBattery(name: string, start: () => Promise<IdentityUnderTest>): void {
	describe(`${name}: who an account is`, () => {
		let test: IdentityUnderTest;
		beforeEach(async () => {
			test = await start();
		});
		afterEach(async () => {
			await test.close();
		});

		it('is the same whoever asks, and for a copy of it', async () => {
			const seen = await test.account().identify();
			expect(seen).toMatchObject({ kind: expect.stringMatching(/\S/), id: expect.stringMatching(/\S/) });
			const others = [await test.account().identify(), await (await test.copy()).identify()];
			expect(others.map((one) => [one?.kind, one?.id])).toEqual([
				[seen?.kind, seen?.id],
				[seen?.kind, seen?.id],
			]);
		});

		it('is another for another account', async () => {
			const [own, other] = [await test.account().identify(), await (await test.other()).identify()];
			expect(other?.kind).toBe(own?.kind);
			expect(other?.id).not.toBe(own?.id);
		});

		it('is not guessed while nobody can be asked', async () => {
			test.cutOff();
			await expect(test.account().identify()).rejects.toBeInstanceOf(PlatformError);
		});
	});
}
