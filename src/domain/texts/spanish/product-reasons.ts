import type { PRODUCT_REASONS } from '../english/product-reasons';
import type { Explained } from '../explained';

export const SPANISH_PRODUCT_REASONS = {
	noSku: {
		title: 'El elemento no nombra ningún listado',
		advice: 'Indique en «Listing» el SKU de un listado, exactamente como está escrito allí.',
	},
	listingGone: {
		title: 'El listado no está',
		advice: 'Mire si la cuenta vende este SKU en el marketplace de origen, y elija otro marketplace de origen o deje fuera el SKU.',
	},
	listingUnreadable: {
		title: 'No se pudo leer el listado',
		advice: 'Ejecútelo de nuevo más tarde. Si sigue igual, mire el listado donde se vende.',
	},
	noTitle: {
		title: 'El listado no tiene título',
		advice:
			'Póngale un título donde se vende, o tome como contenido los textos del catálogo de allí, si puede usarlos. Después ejecútelo de nuevo.',
	},
	productCurrency: {
		title: 'El listado tiene el precio en otra moneda que la tienda',
		advice:
			'Los precios nunca se convierten. Elija un marketplace de origen con la moneda de la tienda, o deje fuera el precio e introdúzcalo a mano.',
	},
	productPrice: {
		title: 'El precio del listado no se puede escribir en la tienda',
		advice:
			'Indique el tipo de impuesto que llevan los precios del listado, o corrija el recargo. O deje que no se escriba ningún precio y póngalo en la tienda.',
	},
	variationUnclear: {
		title: 'La variación no dice en qué se distingue de las demás',
		advice: 'Ponga en el listado su talla, color o lo que lo distinga, y cada combinación en un solo listado, y ejecútelo de nuevo.',
	},
	noVariations: {
		title: 'El listado solo reúne variaciones, y no se puede guardar ninguna',
		advice: 'Mire el listado donde se vende: sus variaciones tienen que ser listados de la misma cuenta y del mismo marketplace.',
	},
	tooManyVariations: {
		title: 'El listado tiene más variaciones de las que se guardan en un producto',
		advice: 'Guarde sus variaciones a mano en varios productos. Los demás listados se han trabajado.',
	},
	skuTaken: {
		title: 'Otro producto de la tienda tiene esta referencia (SKU)',
		advice:
			'Si es la misma mercancía, vincule los dos con Match Product. Si no, ponga otro SKU a ese producto, también si está en la papelera, y ejecútelo de nuevo.',
	},
	gtinTaken: {
		title: 'Otro producto de la tienda tiene este GTIN',
		advice: 'Si es la misma mercancía, vincule los dos con Match Product. Si no, corrija el GTIN de uno de ellos y ejecútelo de nuevo.',
	},
	productAmbiguous: {
		title: 'Varios productos de la tienda pueden ser este listado',
		advice: 'Vincule el listado a uno de ellos con Match Product y ejecútelo de nuevo.',
	},
	linkedAsPack: {
		title: 'El listado está vinculado a piezas de otro producto',
		advice:
			'No hay nada que hacer: un paquete o conjunto no se escribe sobre el producto de sus piezas. Para que tenga un producto propio, desvincúlelo antes con Match Product.',
	},
	productGone: {
		title: 'La tienda ya no tiene el producto vinculado',
		advice:
			'Si se borró, desvincule el listado con Match Product y ejecútelo de nuevo: entonces se crea otra vez. Si la tienda lo tiene con otro SKU, vincúlelo a mano.',
	},
	productInProgress: {
		title: 'Otra ejecución está trabajando en este producto ahora mismo',
		advice: 'Ejecútelo de nuevo cuando haya terminado la otra. Nada se crea dos veces.',
	},
	productUnknown: {
		title: 'La tienda no dijo si creó el producto',
		advice: 'Ejecútelo de nuevo en unos minutos: primero se pregunta a la tienda, y nada se crea dos veces.',
	},
	productUnreached: {
		title: 'La tienda no respondió',
		advice: 'Ejecútelo de nuevo más tarde: sigue donde se quedó.',
	},
	productRejected: {
		title: 'La tienda rechazó el producto',
		advice: 'Corrija lo que indicó la tienda, allí o en el listado, y ejecútelo de nuevo.',
	},
	weightMissing: {
		title: 'Un producto del pedido no tiene peso',
		advice: 'Ponga en la tienda el peso de los productos nombrados y reintente el pedido. O desactive «Require Weight».',
	},
	lineContainer: {
		title: 'Una línea del pedido es un producto hecho de otros',
		advice:
			'Guardada tal cual, vendría sin sus partes. Vincule el listado a sus partes con Match Product («TEE*2, CAP*1») y reintente el pedido.',
	},
} as const satisfies Readonly<Record<keyof typeof PRODUCT_REASONS, Explained>>;
