import { createAmazon } from '../../src/platforms/amazon';
import { connectionTo, surroundings } from '../platforms/amazon/connections';
import { AmazonInbox } from './amazon-inbox';
import { answering, RawServer } from '../platforms/amazon/raw-server';
import wish from '../fixtures/cases/amazon-get-text-doubled.json';

describe(wish.right, () => {
	it('is what is thrown', async () => {
		const server = await new RawServer().start();
		server.answers = [answering(200, wish.getOrder)];
		const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
		await expect(orderSource.get('A', { personalData: true })).rejects.toThrow(/^Amazon getOrder: the order cannot be read: createdTime/);
		await server.stop();
	});

	it('is what the log says, once', async () => {
		const inbox = await AmazonInbox.open();
		await inbox.collected('A');
		inbox.told.set('A', { status: 200, body: wish.getOrder });
		await inbox.handOut();
		const [sale] = await inbox.logged();
		expect(sale?.reason?.text).toContain('Amazon getOrder: the order cannot be read');
		expect(sale?.reason?.text.match(/getOrder/g)).toHaveLength(1);
		await inbox.close();
	});
});
