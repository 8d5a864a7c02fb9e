import type { CANCELLING_REASONS } from '../english/cancelling-reasons';
import type { Explained } from '../explained';

export const SPANISH_CANCELLING_REASONS = {
	cancelledInStore: {
		title: 'El pedido se canceló en la tienda, y el comprador sigue esperando un paquete',
		advice:
			'Cancélelo también donde se compró, o vuelva a abrirlo en la tienda y envíelo. Sus unidades siguen reservadas hasta que se cancele allí.',
	},
	cancelledAfterParcel: {
		title: 'El pedido se canceló en la tienda cuando ya había salido',
		advice:
			'Ya no se puede cancelar. Detenga el paquete o acuérdelo con el comprador donde se compró, y después reintente el pedido: así termina.',
	},
	refundedInStore: {
		title: 'Se reembolsó dinero en la tienda, y el comprador no lo ha recibido',
		advice: 'Lo devuelve quien lo cobró: reembólselo donde se compró, y después reintente aquí el pedido: así termina.',
	},
	cancelAsked: {
		title: 'El comprador pidió cancelar el pedido',
		advice: 'Decida antes de enviarlo: cancélelo donde se compró, o envíelo.',
	},
	cancelReasonMissing: {
		title: 'Nadie dijo por qué se cancela el pedido',
		advice: 'El comprador no lo pidió, o no para todo: elija otro "Reason" en el nodo. No se canceló nada.',
	},
	cancelTooLate: {
		title: 'El pedido ya salió y no se puede cancelar',
		advice: 'Detenga el paquete o acuérdelo con el comprador donde se compró.',
	},
	cancelChannelShips: {
		title: 'El pedido lo envía el propio mercado, y solo él puede cancelarlo',
		advice: 'Pida al comprador que lo cancele allí, o espere la devolución.',
	},
	cancelUnknownOrder: {
		title: 'El mercado no conoce ningún pedido con este número',
		advice: 'Revise el número, y si es de la cuenta elegida en el nodo.',
	},
	cancelRefused: {
		title: 'El mercado rechazó la cancelación',
		advice: 'Cancele el pedido allí, o corrija lo indicado y cancélelo de nuevo.',
	},
	cancelNotTaken: {
		title: 'Se pidió al mercado cancelar el pedido, y no lo muestra como cancelado',
		advice: 'Mire el pedido allí. Si sigue abierto, cancélelo allí, o una vez más con el nodo.',
	},
	cancelUnderWay: {
		title: 'La cancelación está en marcha',
		advice: 'No hay que hacer nada: se vuelve a mirar hasta que el pedido aparezca como cancelado.',
	},
	cancelUnknown: {
		title: 'Aún nadie puede decir si la cancelación llegó',
		advice: 'No hay que hacer nada: el pedido se vuelve a mirar cuando se haya asentado.',
	},
	cancelUnread: {
		title: 'El pedido se canceló o se reembolsó en la tienda, y ahora no se ve cómo está donde se compró',
		advice: 'No hay que hacer nada: se vuelve a mirar por sí solo.',
	},
} as const satisfies Readonly<Record<keyof typeof CANCELLING_REASONS, Explained>>;
