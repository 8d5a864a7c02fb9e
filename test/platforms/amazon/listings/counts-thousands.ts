import type { Sandbox } from '../../../../sandbox';

/** The stand-in says of its few listings that they are thousands, so that they are read by the report. */
export function countsThousands(sandbox: Pick<Sandbox, 'faults'>): void {
	sandbox.faults.add({
		standIn: 'amazon',
		operation: 'searchListingsItems',
		kind: 'odd',
		oddity: { set: { numberOfResults: 5000 } },
	});
}
