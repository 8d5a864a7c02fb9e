import type { SHIPPING_REASONS } from '../english/shipping-reasons';
import type { Explained } from '../explained';

export const SPANISH_SHIPPING_REASONS = {
	mcfAddress: {
		title: 'Amazon no puede entregar en esta dirección',
		advice: 'Corrija en la tienda el campo indicado de la dirección de entrega y reintente el pedido.',
	},
	mcfLimits: {
		title: 'El pedido no cabe en lo que Amazon envía de una vez',
		advice: 'Corrija lo indicado y reintente el pedido, o envíelo usted.',
	},
	mcfSkuUnknown: {
		title: 'Amazon no tiene ningún listado FBA con esta referencia (SKU)',
		advice: 'Ponga al producto exactamente el SKU del listado FBA (las mayúsculas cuentan) o vincule los dos, y reintente el pedido.',
	},
	mcfNoStock: {
		title: 'Amazon no tiene unidades suficientes',
		advice: 'Envíe existencias a Amazon y reintente el pedido, o envíelo usted.',
	},
	mcfRejected: {
		title: 'Amazon rechazó el pedido multicanal',
		advice: 'Lo que dijo Amazon está aquí indicado. Corríjalo y reintente el pedido, o envíelo usted.',
	},
	mcfTooLate: {
		title: 'Es demasiado tarde para cambiar el pedido en Amazon',
		advice: 'El almacén lo está embalando o ya lo envió. Acuérdelo con el cliente, o espere la devolución.',
	},
	mcfHoldExpiring: {
		title: 'Amazon cancelará pronto el pedido retenido',
		advice: 'Los pedidos retenidos terminan a los 14 días. Libere el pedido o cancélelo.',
	},
	mcfFailed: {
		title: 'Amazon no enviará el pedido',
		advice: 'Ninguna unidad salió del almacén. Revise la dirección y las existencias y reintente el pedido, o envíelo usted.',
	},
	mcfPartial: {
		title: 'Amazon envió solo una parte del pedido',
		advice: 'Envíe usted las unidades indicadas o reembólselas; no se le piden otra vez a Amazon.',
	},
	mcfUndelivered: {
		title: 'Un paquete no llegó al cliente',
		advice: 'Se perdió, no se puede entregar o vuelve a Amazon. Acuérdelo con el cliente.',
	},
	mcfIdTaken: {
		title: 'Amazon dice que ya tiene el pedido, y no muestra ninguno o muestra otro',
		advice:
			'Busque el número del pedido entre los pedidos de logística multicanal en Seller Central. Si no está allí, envíe usted el pedido, o reinténtelo.',
	},
	mcfUnreadable: {
		title: 'Amazon no dice qué fue del pedido',
		advice:
			'Se le pregunta otra vez, a más tardar en un día. Si sigue así, busque el pedido en Seller Central y dé su seguimiento a Confirm Shipment.',
	},
	mcfNotPaid: {
		title: 'El pedido no está pagado',
		advice: 'No se envió nada a Amazon. Cuando el pago conste en la tienda, reintente el pedido.',
	},
	mcfOrderClosed: {
		title: 'El pedido no está abierto en la tienda',
		advice: 'No se envió nada a Amazon. Si debe enviarse, ábralo de nuevo en la tienda y reinténtelo.',
	},
	mcfOrderGone: {
		title: 'La tienda ya no tiene el pedido',
		advice:
			'No se envió nada a Amazon. Se borró, o la tienda se restauró desde una copia de seguridad y otro pedido tiene ahora su número.',
	},
	shipmentOrderGone: {
		title: 'La tienda ya no tiene el pedido',
		advice:
			'No se pudo avisar a nadie de los paquetes. Se borró, o la tienda se restauró desde una copia de seguridad y otro pedido tiene ahora su número: escriba usted a su cliente.',
	},
	mcfLocalPickup: {
		title: 'El cliente recoge el pedido',
		advice: 'No hay que hacer nada: no se pide a Amazon que lo envíe.',
	},
	mcfBoughtElsewhere: {
		title: 'El pedido se compró en otro lugar, no en esta tienda',
		advice: 'No hay que hacer nada: se envía como quiere su propio canal.',
	},
	mcfNothingOpen: {
		title: 'Todas las unidades del pedido están reembolsadas o enviadas',
		advice: 'No hay que hacer nada.',
	},
	mcfNoFbaLine: {
		title: 'Ninguna línea del pedido está en las existencias de Amazon (FBA)',
		advice:
			'Envíelo usted. Si Amazon debería tenerlo, ponga al producto exactamente el SKU del listado FBA o vincule los dos, y reintente el pedido.',
	},
	mcfIndivisible: {
		title: 'La cantidad no es múltiplo del listado FBA',
		advice:
			'El listado FBA es un paquete de varias unidades. Envíe usted estas unidades, o vincule el producto a un listado de unidades sueltas y reintente el pedido.',
	},
	mcfNotSent: {
		title: 'El pedido no está en Amazon',
		advice: 'No hay que hacer nada: no hay pedido multicanal de él.',
	},
	amazonUnreachable: {
		title: 'Amazon no respondió',
		advice: 'No hay que hacer nada: se intenta de nuevo por sí solo.',
	},
	mcfOutcomeUnknown: {
		title: 'Amazon no dijo si aceptó el pedido',
		advice: 'No hay que hacer nada: se pregunta otra vez a Amazon cuando haya terminado.',
	},
	invalidShipments: {
		title: 'Este elemento no contiene envíos de un pedido de esta tienda',
		advice:
			'Conecte a este nodo «Get Updates» de Amazon Multi-Channel Fulfillment, con la misma tienda, o dé pedidos de ella con «shipments».',
	},
	shipmentRejected: {
		title: 'La tienda rechazó el seguimiento',
		advice: 'Lo que dijo la tienda está aquí indicado. Corríjalo allí; el seguimiento vuelve por sí solo.',
	},
} as const satisfies Readonly<Record<keyof typeof SHIPPING_REASONS, Explained>>;
