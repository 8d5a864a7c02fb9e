import { describeAgainstModels } from '../../../harness/amazon-models';
import { validatorOf } from '../amazon-model';
import { order2020, order2026, shipment2020, shipment2026, tracking2020 } from './wire-states';

describeAgainstModels('the answers that these tests give', () => {
	const answers = [
		['fulfillment-outbound-2020-07-01.json', 'GetFulfillmentOrderResponse', order2020({}, [shipment2020()])],
		['fulfillment-outbound-2020-07-01.json', 'GetPackageTrackingDetailsResponse', tracking2020()],
		['fulfillment-outbound-2026-07-04.json', 'GetOrderResponse', order2026({ shipments: [shipment2026()] })],
	] as const;

	it.each(answers)('%s %s', (file, definition, answer) => {
		const validate = validatorOf(file, definition);
		validate(JSON.parse(JSON.stringify(answer)));
		expect(validate.errors ?? []).toEqual([]);
	});
});
