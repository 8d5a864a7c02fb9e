import { MARKETPLACES, marketplacesOf, OPERATIONS, SHADOW_MARKETPLACES, type Operation } from '../../../src/platforms/amazon/constants';
import { describeAgainstModels } from '../../harness/amazon-models';
import { operationsOf } from './amazon-model';

describeAgainstModels('the operations that are called', () => {
	const entries = Object.entries<Operation>(OPERATIONS);

	it('are known to Amazon and not deprecated', () => {
		for (const [name, { model, operationId = name }] of entries) {
			const known = operationsOf(model).filter((entry) => entry.operationId === operationId);
			expect({ name, known: known.length, deprecated: known[0]?.deprecated === true }).toEqual({ name, known: 1, deprecated: false });
		}
	});

	it('are counted by the usage plan that Amazon publishes', () => {
		for (const [name, { model, plan, operationId = name }] of entries) {
			const text = operationsOf(model).find((entry) => entry.operationId === operationId)?.description ?? '';
			const [, rate, burst] = /\|\s*([\d.]+)\s*\|\s*(\d+)\s*\|/.exec(text) ?? [];
			// Amazon publishes none of these.
			if (rate === undefined && ['getSupplySources', 'getShipmentTracking'].includes(name)) continue;
			expect({ name, rate: Number(rate), burst: Number(burst) }).toEqual({ name, ...plan });
		}
	});
});

describe('the marketplaces', () => {
	it('are 23, each once', () => {
		expect(MARKETPLACES).toHaveLength(23);
		expect(new Set(MARKETPLACES.map(({ id }) => id)).size).toBe(23);
		expect(new Set(MARKETPLACES.map(({ domain }) => domain)).size).toBe(23);
		expect(MARKETPLACES.filter(({ id }) => SHADOW_MARKETPLACES.has(id))).toEqual([]);
	});

	it('belong to their regions', () => {
		expect(marketplacesOf('na').map(({ country }) => country)).toEqual(['US', 'CA', 'MX', 'BR']);
		expect(marketplacesOf('fe').map(({ name }) => name)).toEqual(['Amazon.co.jp', 'Amazon.com.au', 'Amazon.sg']);
		expect(marketplacesOf('eu')).toHaveLength(16);
	});
});
