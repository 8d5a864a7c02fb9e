import { startShop } from '../platforms/shopify/shop-under-test';
import { speechBattery } from './speech-battery';

speechBattery('Shopify', 'es', async () => {
	const test = await startShop({ settings: { locale: 'es-MX' } });
	return {
		speech: test.shop.speech,
		meet: async () => void (await test.shop.connectionCheck.check()),
		requests: () => test.requests().length,
		close: test.close,
	};
});
