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
		advice: 'Corrija lo que indicó Amazon y reintente el pedido, o envíelo usted.',
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
		advice: 'Corrija en la tienda lo que esta indicó; el seguimiento vuelve por sí solo.',
	},
	mcfCalledOff: {
		title: 'Se ha pedido a Amazon que no envíe el pedido',
		advice: 'No hay que hacer nada: está cancelado o reembolsado en la tienda. Si se vuelve a abrir allí, se envía de nuevo.',
	},
	mcfRefunded: {
		title: 'Se ha reembolsado dinero después de que Amazon aceptara el pedido',
		advice:
			'Amazon envía todo lo que se le encargó. Si una parte no debe salir, cancele el pedido multicanal en Seller Central y reintente el pedido: lo que no está reembolsado se envía de nuevo.',
	},
	mcfStuck: {
		title: 'Amazon lleva días sin enviar el pedido',
		advice:
			'Mírelo en Seller Central: el inventario en traslado tarda. Si el cliente no debe esperar, cancélelo allí y reintente el pedido: se envía de nuevo con otro número.',
	},
	mcfNoSuchOrder: {
		title: 'La tienda no tiene ningún pedido con este ID',
		advice: 'Indique en «Order ID» el ID del pedido en la tienda (no su número), por ejemplo el del disparador o el de Order Sync Log.',
	},
	mcfNotReady: {
		title: 'El pedido está pagado y espera a que la tienda lo libere',
		advice:
			'No hay que hacer nada: se envía solo en cuanto tenga un estado que esté listo (opción «Ready Status Names or IDs»). Si no debe enviarse, cancélelo en la tienda.',
	},
	mcfApproval: {
		title: 'El pedido espera su aprobación',
		advice: 'No se envió nada a Amazon. Mire el pedido; reinténtelo para que se envíe, o cancélelo en la tienda.',
	},
	mcfShippedBefore: {
		title: 'El pedido tiene un número de seguimiento y no se sabe qué lleva el paquete',
		advice:
			'No se envió nada a Amazon. Si el pedido ya salió, no hay que hacer nada más. Si Amazon debe enviar lo que la tienda muestra como pendiente, reintente el pedido.',
	},
	mcfDoubt: {
		title: 'La tienda no dice con claridad qué hay que enviar del pedido',
		advice:
			'No se envió nada a Amazon. Corrija en la tienda lo que se nombra y reintente el pedido, o envíelo usted. Si solo un reembolso no está claro, o es un pedido de prueba, al reintentar se envían todas las unidades que la tienda aún muestra como pedidas.',
	},
	mcfAmountRefunded: {
		title: 'Se reembolsó un importe del pedido y ninguna unidad',
		advice: 'Todas sus unidades se enviaron a Amazon. Si algunas no deben enviarse, cancele el pedido multicanal.',
	},
	mcfSuborder: {
		title: 'El pedido es parte de otro que contiene las mismas líneas',
		advice: 'No hay que hacer nada: Amazon envía el pedido completo, y nada dos veces.',
	},
	mcfSuborderDiffers: {
		title: 'El pedido es parte de otro que contiene solo algunas de sus líneas',
		advice: 'De esta parte no se envió nada a Amazon. Compare los dos pedidos y envíe a mano lo que el pedido completo no contiene.',
	},
	mcfProductGone: {
		title: 'El producto de una línea ya no está en la tienda',
		advice: 'Nadie puede saber qué listado de FBA era. Mire la línea en el pedido y envíela a mano.',
	},
	mcfSkuShared: {
		title: 'Varios productos de la tienda comparten este SKU',
		advice:
			'Enlace el producto exacto con su listado de FBA (Match Product, por el ID del producto) y reintente el pedido, o envíelo a mano.',
	},
	shipmentOrderClosed: {
		title: 'El pedido está cancelado o reembolsado en la tienda y un paquete suyo ya ha salido',
		advice:
			'No se ha avisado al cliente; el seguimiento figura en una nota privada del pedido. Resuélvalo con el cliente o espere la devolución.',
	},
} as const satisfies Readonly<Record<keyof typeof SHIPPING_REASONS, Explained>>;
