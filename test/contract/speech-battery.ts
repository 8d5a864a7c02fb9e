import type { Language } from '../../src/domain/texts/language';
import type { Speech } from '../../src/ports/speech';

export interface SpeechUnderTest {
	readonly speech: Speech;
	/** As every node does before it works: the shop says who it is. */
	readonly meet: () => Promise<void>;
	readonly requests: () => number;
	readonly close: () => Promise<void>;
}

/** What every shop's language promises. */
export function speechBattery(name: string, spoken: Language, start: () => Promise<SpeechUnderTest>): void {
	describe(`${name}: in which language it is run`, () => {
		let shop: SpeechUnderTest;
		beforeEach(async () => {
			shop = await start();
		});
		afterEach(async () => await shop.close());

		it('is English until it was met, then its own', async () => {
			expect(shop.speech.language()).toBe('en');
			await shop.meet();
			expect(shop.speech.language()).toBe(spoken);
		});

		it('is never asked for', async () => {
			await shop.meet();
			const asked = shop.requests();
			shop.speech.language();
			expect(shop.requests()).toBe(asked);
		});
	});
}
