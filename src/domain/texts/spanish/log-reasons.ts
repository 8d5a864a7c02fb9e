import type { LOG_REASONS } from '../english/log-reasons';
import type { Explained } from '../explained';

export const SPANISH_LOG_REASONS = {
	markedByHand: {
		title: 'Una persona la marcó como hecha',
		advice: 'Nada que hacer. Un reintento del pedido, por su número, lo deshace.',
	},
	notOpen: {
		title: 'La venta no necesita a nadie y no espera nada',
		advice: 'Solo se puede marcar como hecha una venta que necesita atención o que espera.',
	},
	notCancelled: {
		title: 'La venta no está cancelada',
		advice: 'Solo se puede quitar de la lista una venta cancelada. Marque una abierta como hecha.',
	},
	noWhy: {
		title: 'No se dice por qué',
		advice: 'Escriba en «Why» qué se hizo, por ejemplo «introducido a mano como pedido 1044». Queda en el historial de la venta.',
	},
	neverSeen: {
		title: 'Ningún flujo de trabajo ha visto el pedido',
		advice:
			'Guárdelo ahora desde esta lista. Después mire si el disparador de su flujo está publicado, consulta y acepta estos pedidos (marketplaces, eventos).',
	},
	neverSaved: {
		title: 'El pedido se entregó al flujo y no resultó nada de él',
		advice: 'Guárdelo ahora desde esta lista. Después mire si el flujo lo filtra o se detiene antes del nodo que guarda.',
	},
	orderMissingThere: {
		title: 'El pedido se guardó y ya no está allí',
		advice:
			'Ejecute «Check Store» en Order Sync Log y después reintente el pedido: se crea de nuevo. Si se borró a propósito, no hay nada que hacer.',
	},
	noSuchOrder: {
		title: 'La cuenta no tiene ningún pedido con este ID',
		advice: 'Tome el ID tal como está donde se compró el pedido y elija la cuenta donde fue.',
	},
	notPaid: {
		title: 'El pedido aún no está pagado o liberado',
		advice: 'Nada que hacer: llega por sí solo en cuanto lo esté.',
	},
	notShippedYet: {
		title: 'El canal envía el pedido y aún no lo ha enviado',
		advice: 'Nada que hacer: llega por sí solo cuando se envíe.',
	},
	cancelledBefore: {
		title: 'El pedido se canceló antes de guardarse',
		advice: 'Nada que hacer.',
	},
	soldElsewhere: {
		title: 'El pedido se compró en otro sitio y de aquí solo se envía',
		advice: 'Nada que hacer: pertenece a la tienda que lo vendió.',
	},
	notTaken: {
		title: 'Ningún disparador acepta pedidos así',
		advice: 'Nada que hacer si es lo que quiere. Si no, elija su marketplace y su evento en el disparador del flujo.',
	},
	boughtBefore: {
		title: 'El pedido se compró antes de que empezara el flujo y no ha cambiado desde entonces',
		advice: 'Nada que hacer si es lo que quiere. Si no, elija «Start From: A Date» en el disparador.',
	},
	nothingToSend: {
		title: 'El pedido se revisó y nada de él es para esta cuenta',
		advice: 'Nada que hacer: lo envía la propia tienda.',
	},
	dayIncomplete: {
		title: 'El día se revisó solo en parte',
		advice: 'Del resto no se dice nada. Ejecútelo de nuevo más tarde: sigue donde se quedó.',
	},
} as const satisfies Readonly<Record<keyof typeof LOG_REASONS, Explained>>;
