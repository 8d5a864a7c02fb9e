import { json, startMisbehavingServer } from '../woocommerce/misbehaving-server';
import { startShop } from './shop-under-test';

it('a check of a shop tells that Shopify answers in another version than it is asked in, and is content for as long as it does', async () => {
	const test = await startShop();
	const between = await startMisbehavingServer();
	try {
		let served = '2027-10';
		const pass = async ({ url, method, headers, body }: (typeof between.received)[number]) => {
			const token = String(headers['x-shopify-access-token']);
			const sent = { 'content-type': 'application/json', 'x-shopify-access-token': token };
			return await fetch(`${test.url}${url}`, { method, headers: sent, body });
		};
		between.behave((response, request) => {
			void pass(request).then(async (answer) => {
				json(response, answer.status, await answer.json(), { 'x-shopify-api-version': served });
			});
		});
		const { connectionCheck } = test.connect({ endpoint: between.url });
		const told = await connectionCheck.check();
		expect([told.ok, told.findings.map(({ code, severity }) => [code, severity])]).toEqual([true, [['apiVersion', 'warn']]]);
		expect(told.findings[0]?.text).toMatch(/2026-10.*2027-10/);
		served = '2026-10';
		expect((await connectionCheck.check()).findings).toEqual([]);
	} finally {
		await between.close();
		await test.close();
	}
});
