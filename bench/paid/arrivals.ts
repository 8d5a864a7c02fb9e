import { sendOverHttp, type WebhookTransport } from '../../sandbox/woocommerce/index';

/** The order that a delivery is about; undefined for the ping, which is no JSON. */
function orderOf(body: Buffer): number | undefined {
	if (body[0] !== 0x7b) return undefined;
	const parsed: unknown = JSON.parse(body.toString('utf8'));
	return typeof parsed === 'object' && parsed !== null && 'id' in parsed && typeof parsed.id === 'number' ? parsed.id : undefined;
}

/** Notes when the first webhook about each order set out for n8n, on the machine's clock. n8n is on the same machine. */
export class Arrivals {
	private readonly firstMs = new Map<number, number>();
	readonly transport: WebhookTransport = async (call) => {
		const order = orderOf(call.body);
		if (order !== undefined && !this.firstMs.has(order)) this.firstMs.set(order, Date.now());
		return await sendOverHttp(call);
	};

	of(orderId: number): number | undefined {
		return this.firstMs.get(orderId);
	}
}
