import type { Order } from '../../../src/domain/order';
import type { SaveSettings } from '../../../src/usecases/save/deps';
import type { MemoryStoreOptions } from '../../fixtures/memory-platform/memory-store';
import { ProcessDied } from '../../fixtures/memory-platform/mortal-process';
import { SaveWorld } from './save-world';

/** Dies at its first step, then at its second, and so on until it lives through; each in a world of its own. */
export async function dieEverywhere(story: {
	readonly options?: MemoryStoreOptions;
	readonly settings?: Partial<SaveSettings>;
	readonly prepare?: (world: SaveWorld) => Promise<void>;
	readonly items: readonly Order[];
	readonly check: (world: SaveWorld, where: string) => Promise<void>;
}): Promise<number> {
	for (let step = 1; ; step += 1) {
		const world = await SaveWorld.open(story.options);
		try {
			await story.prepare?.(world);
			const process = world.process(step);
			try {
				await world.run(story.items, story.settings, process);
			} catch (error) {
				if (!(error instanceof ProcessDied)) throw error;
			}
			await world.untilSettled(story.items, story.settings);
			await story.check(world, `died ${process.died ?? 'never'}`);
			if (!process.isDead) return step - 1;
		} finally {
			await world.close();
		}
	}
}
