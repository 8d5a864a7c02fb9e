import type { SAVING_REASONS } from '../english/saving-reasons';
import type { Explained } from '../explained';

export const SPANISH_SAVING_REASONS = {
	currencyDiffers: {
		title: 'El pedido está en otra moneda que la tienda',
		advice: 'Los importes nunca se convierten. Guárdelo en su propia moneda (opción «Other Currency») o introdúzcalo a mano.',
	},
	lineUnmatched: {
		title: 'Ningún producto de la tienda tiene esta referencia (SKU)',
		advice:
			'Ponga a un producto de la tienda exactamente este SKU (las mayúsculas cuentan) y reintente el pedido. O vincule los dos con Match Product: entonces viene solo.',
	},
	lineAmbiguous: {
		title: 'Varios productos de la tienda tienen esta referencia (SKU)',
		advice:
			'Deje el SKU a un solo producto de la tienda y reintente el pedido. O vincule el listado a uno de ellos con Match Product: entonces viene solo.',
	},
	noLines: {
		title: 'El pedido no tiene líneas',
		advice: 'Mire el pedido donde se vendió. Cuando tenga líneas allí, reinténtelo.',
	},
	stockShort: {
		title: 'La tienda no tiene existencias suficientes',
		advice: 'Aumente las existencias o elija «Save Anyway» en «When Stock Is Short», y reintente el pedido.',
	},
	addressMissing: {
		title: 'El pedido llegó sin dirección de entrega',
		advice:
			'Active «Include Personal Data» en el disparador y permita que su credencial lea direcciones. El pedido está en espera en la tienda.',
	},
	sumsDiffer: {
		title: 'Las partes del pedido no suman su total',
		advice: 'Compare el pedido con el original donde se vendió. Está en espera en la tienda.',
	},
	totalDiffers: {
		title: 'La tienda calculó un total distinto del que pagó el comprador',
		advice: 'Revise los ajustes de impuestos de la tienda. El pedido está en espera en la tienda; no se crea otra vez.',
	},
	lineChanged: {
		title: 'La tienda guardó una línea sin su producto',
		advice: 'Probablemente el producto se borró entretanto. Corrija el pedido en la tienda; está en espera y no se crea otra vez.',
	},
	alreadyShipped: {
		title: 'El pedido ya se había enviado desde la tienda',
		advice: 'Detenga el paquete o acuérdelo con el comprador donde se vendió el pedido.',
	},
	cancelBlocked: {
		title: 'El canal canceló el pedido, pero no se pudo cancelar en la tienda',
		advice: 'Cancélelo a mano en la tienda.',
	},
	orderGone: {
		title: 'La tienda ya no tiene este pedido',
		advice:
			'Si debe estar en la tienda (¿se restauró desde una copia de seguridad?), ejecute «Check Store» de Order Sync Log y después reintente el pedido: se crea de nuevo. Si se borró a propósito, no hay que hacer nada.',
	},
	closedInStore: {
		title: 'El pedido está cancelado, reembolsado o en la papelera de la tienda',
		advice:
			'No hay que hacer nada si debe quedar cerrado: el cambio no se escribió. Si debe enviarse, ábralo de nuevo en la tienda: entonces el cambio se escribe por sí solo.',
	},
	openAgain: {
		title: 'El canal canceló el pedido, pero está abierto en la tienda',
		advice: 'Lo abrió de nuevo una copia de seguridad restaurada, o alguien. Reintente el pedido para que se cancele en la tienda.',
	},
	stockTaken: {
		title: 'La tienda descontó existencias de artículos que se envían desde otro lugar',
		advice:
			'Alguien canceló el pedido en la tienda y lo abrió de nuevo. Sume a mano a las existencias las unidades indicadas; el pedido está bien.',
	},
	taxSetup: {
		title: 'Con los ajustes de impuestos de la tienda no se llega al mismo total',
		advice: 'Añada a la tienda una clase de impuesto sin tipos y reintente.',
	},
	storeRejected: {
		title: 'La tienda rechazó el pedido',
		advice: 'Corrija en la tienda lo que esta indicó y reintente.',
	},
	contract: {
		title: 'La tienda respondió con algo que no es un pedido',
		advice: 'Probablemente un plugin, otra aplicación o un servicio de seguridad cambia las respuestas. Mire su registro.',
	},
	credential: {
		title: 'Las claves fueron rechazadas',
		advice: 'Renueve la credencial y reintente.',
	},
	storeUnreachable: {
		title: 'La tienda no respondió',
		advice: 'No hay que hacer nada: se intenta de nuevo por sí solo.',
	},
	outcomeUnknown: {
		title: 'La tienda no dijo si guardó el pedido',
		advice: 'No hay que hacer nada: se pregunta otra vez a la tienda cuando haya terminado.',
	},
	inProgress: {
		title: 'Otra ejecución está guardando este pedido en este momento',
		advice: 'No hay que hacer nada: se mira de nuevo por sí solo.',
	},
	duplicateCancelled: {
		title: 'El pedido se creó dos veces en la tienda, y el segundo se canceló',
		advice:
			'No hay que hacer nada con este pedido. Si otro n8n, o una copia de este, guarda pedidos en la misma tienda, déjelo a uno de ellos.',
	},
	duplicateHeld: {
		title: 'El pedido está dos veces en la tienda, y alguien ha trabajado en el segundo',
		advice:
			'Ese está en espera. Decida cuál de los dos se envía y cancele el otro. Si otro n8n guarda pedidos en la misma tienda, déjelo a uno de ellos.',
	},
	duplicateLeft: {
		title: 'El pedido está dos veces en la tienda, y el segundo no se pudo apartar',
		advice: 'Búsquelo en la tienda y cancele el que se creó después.',
	},
	markUnreadable: {
		title: 'No se puede leer un pedido de la tienda que podría ser este',
		advice:
			'No hay que hacer nada si pasa: se crea en cuanto se pueda leer aquel. Si continúa, probablemente un plugin oculta o cambia los metadatos de los pedidos. Si el pedido indicado es otro, bórrelo o devuélvale sus metadatos.',
	},
	foundInStore: {
		title: 'El pedido se encontró en la tienda',
		advice: 'No hay que hacer nada: se guardó antes de que empezara esta memoria, y no se crea otra vez.',
	},
	staleData: {
		title: 'Esta ejecución tiene datos antiguos del pedido',
		advice: 'No hay que hacer nada: el pedido se lee de nuevo en la próxima consulta.',
	},
	unreadable: {
		title: 'No se pudo leer el pedido',
		advice:
			'La respuesta no es la que promete la plataforma. Se pide algunas veces más; después, reinténtelo, o introdúzcalo a mano y comuníquelo a los autores de Storebridge.',
	},
	orderVanished: {
		title: 'La plataforma ya no muestra el pedido',
		advice:
			'Busque el pedido donde se vendió y compruebe que el disparador tiene la credencial de esa cuenta. Se pide algunas veces más; después, reinténtelo.',
	},
	givenUp: {
		title: 'El pedido se entregó cinco veces a una ejecución y ninguna terminó',
		advice: 'Mire las últimas ejecuciones del flujo de trabajo, corrija lo que las detiene y reintente el pedido.',
	},
	invalidOrder: {
		title: 'Este elemento no es un pedido',
		advice: 'Conecte a este nodo un disparador de pedidos, o Match Product.',
	},
	setup: {
		title: 'El nodo no pudo trabajar',
		advice: 'Corrija lo que dice el texto y reintente el pedido.',
	},
	otherDatabase: {
		title: 'Este elemento viene de otra base de datos de Storebridge',
		advice:
			'Elija lo mismo en todos los nodos de Storebridge del flujo de trabajo en Options > «Where Storebridge Keeps Its Memory», y la misma credencial «Storebridge Database API».',
	},
	notReattached: {
		title: 'No se volvió a vincular nada',
		advice: 'Ejecute Order Sync Log > «Re-Attach Store» con la credencial de la tienda que se trasladó.',
	},
	storeDecimals: {
		title: 'La tienda guarda menos decimales de los que tiene lo pagado',
		advice: 'Haga que la tienda guarde tantos decimales como tiene la moneda y reintente.',
	},
	otherOrders: {
		title: 'Este nodo recibe otros pedidos',
		advice: 'Conecte el disparador de los pedidos que recibe y elija la misma cuenta en los dos.',
	},
	saleUnknown: {
		title: 'Esta cuenta no tiene ningún pedido con este ID',
		advice: 'Tome el ID tal como lo muestra «Get Many» en «orderId» y elija la cuenta donde se compró el pedido o la tienda a la que fue.',
	},
	nothingToRetry: {
		title: 'No hay nada que reintentar',
		advice: 'No hay que hacer nada: solo se leen de nuevo los pedidos que necesitan atención o esperan.',
	},
	replacementPriced: {
		title: 'El pedido sustituye a otro y tiene importes por pagar',
		advice:
			'Las sustituciones suelen ser gratuitas. Compruebe donde se vendió si el comprador la paga; si no, corrija los importes en la tienda y después póngalo para enviar. Está en espera en la tienda.',
	},
} as const satisfies Readonly<Record<keyof typeof SAVING_REASONS, Explained>>;
