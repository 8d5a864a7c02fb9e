import type { STOCK_REASONS } from '../english/stock-reasons';
import type { Explained } from '../explained';

export const SPANISH_STOCK_REASONS = {
	stockInput: {
		title: 'El elemento no indica un SKU, o no indica una cantidad que se pueda enviar',
		advice: 'Indique «sku» como texto, escrito exactamente igual, y «quantity» como número entero de cero o más.',
	},
	stockTwice: {
		title: 'Dos elementos dan cantidades distintas a este SKU',
		advice: 'Quite uno de ellos, o elija sumar varios elementos de un mismo SKU.',
	},
	sharedQuantity: {
		title: 'Dos marketplaces reciben cantidades distintas de un mismo SKU',
		advice: 'Los marketplaces de una cuenta comparten la cantidad de un SKU. Dele una sola cantidad.',
	},
	stockSkuUnknown: {
		title: 'Este SKU no existe',
		advice: 'Compruebe que está escrito exactamente como en la cuenta de destino, y vincule el producto con Match Product.',
	},
	stockIsFba: {
		title: 'Este SKU lo envía el propio marketplace (FBA), así que su cantidad no se transmite',
		advice:
			'No hay nada que hacer: lo cuenta el marketplace. Una cantidad transmitida lo convertiría en una oferta que tendría que enviar usted.',
	},
	stockChannelUnknown: {
		title: 'No se puede saber quién envía este SKU, así que no se transmitió nada',
		advice: 'Ejecútelo de nuevo más tarde. Si sigue igual, mire el listado donde se vende.',
	},
	stockSourceUndeclared: {
		title: 'No está declarado que las unidades de este producto estén en el almacén',
		advice:
			'Declare dónde están sus unidades con la operación «Declare Source». Hasta entonces, las existencias de la tienda quedan como están.',
	},
	stockOwnPartMissing: {
		title: 'Las unidades de este producto están en dos lugares, y no se sabe cuántas tiene usted',
		advice: 'Guarde su parte en el campo del producto que lee el nodo, o indíquela como «ownQuantity» en el elemento.',
	},
	stockNotManaged: {
		title: 'La gestión de inventario de este producto está desactivada en la tienda',
		advice: 'Active en la tienda la gestión de inventario del producto, o déjelo fuera.',
	},
	stockOfParent: {
		title: 'El producto no admite una cantidad propia',
		advice: 'Envíe la cantidad a sus variaciones, o a los productos de los que está hecho.',
	},
	stockShared: {
		title: 'Varias variaciones comparten un mismo recuento, y los elementos no dan a todas la misma cantidad',
		advice: 'Deles a todas una sola cantidad en una misma ejecución, o haga que cada variación lleve en la tienda su propio inventario.',
	},
	stockComponentMissing: {
		title: 'No se conoce una de las cantidades de las que se compone esta',
		advice:
			'Envíe en una misma ejecución todo lo que va junto: cada producto de un lote, cada listado de un producto. El nodo también puede leer de la tienda los productos de un lote.',
	},
	stockLeftOut: {
		title: 'Una persona excluyó este listado de los envíos de existencias',
		advice: 'No hay nada que hacer. Para incluirlo de nuevo use la operación «Include in Pushes».',
	},
	stockPaused: {
		title: 'Los envíos de existencias a esta cuenta están en pausa',
		advice: 'Reanúdelos con la operación «Resume Account».',
	},
	stockZeroByOther: {
		title: 'Otra persona puso este SKU a cero, así que se queda a cero',
		advice: 'Si debe venderse de nuevo, ponga allí una cantidad a mano o ejecútelo con «Send All».',
	},
	stockListingClosed: {
		title: 'El listado está cerrado, así que no se transmitió nada',
		advice: 'Si debe venderse de nuevo, ábralo donde se vende.',
	},
	stockAtLocations: {
		title: 'Las cantidades de este SKU se llevan por ubicación',
		advice: 'Cámbielas por ubicación donde se vende: allí se rechaza una cantidad sin ubicación.',
	},
	stockGone: {
		title: 'El producto o el listado vinculado ya no existe, así que su cantidad quedó como estaba',
		advice: 'Vincúlelo de nuevo, o desvincúlelo. Una opción del nodo pone a cero estos listados.',
	},
	stockRefused: {
		title: 'La cantidad fue rechazada',
		advice: 'Mire allí el listado o el producto, corrija lo que indica y ejecútelo de nuevo.',
	},
	stockOutcomeUnknown: {
		title: 'Todavía no se puede saber si la cantidad llegó',
		advice: 'Ejecútelo de nuevo más tarde: primero mira qué hay, y solo envía otra vez lo que falte.',
	},
	stockNotSent: {
		title: 'A la ejecución no le quedó tiempo para esta cantidad',
		advice: 'Ejecútelo de nuevo: sigue con lo que queda.',
	},
	massZero: {
		title: 'Tantos productos bajarían a cero que no se envió nada',
		advice: 'Compruebe que el origen de las cantidades es correcto. Si lo es, suba el límite de Mass-Zero Guard para una ejecución.',
	},
	stockOtherAccount: {
		title: 'El elemento pertenece a otra cuenta que la que se lee o recibe las cantidades',
		advice: 'Envíelo a un nodo con la credencial de su cuenta.',
	},
} as const satisfies Readonly<Record<keyof typeof STOCK_REASONS, Explained>>;
