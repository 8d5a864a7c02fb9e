/** The reasons about personal data, in Spanish. */
export const SPANISH_PRIVACY_REASONS = {
	eraseLeft: {
		title: 'No se pudo quitar de las líneas lo que escribió el comprador',
		advice:
			'Al escribir en una línea, la tienda vuelve a calcular el pedido, y ahora daría otro total o movería existencias. Abra el pedido en la tienda y borre a mano el mensaje de regalo o la personalización de sus líneas.',
	},
	eraseAccountLeft: {
		title: 'No se pudo eliminar la cuenta del comprador',
		advice:
			'El usuario de la clave de la API no puede eliminar usuarios. Cree la clave para un administrador o borre la cuenta a mano en la tienda.',
	},
	eraseNotLet: {
		title: 'Lo que nombra al comprador está donde la tienda no deja que ninguna aplicación lo borre',
		advice:
			'Lo escribió allí alguien que no es Storebridge, o lo conservó la tienda. Todo lo demás está borrado. Quítelo a mano en la tienda o haga que la tienda borre al cliente del pedido; vuelve a tocar en cada ejecución.',
	},
	eraseUnreadable: {
		title: 'La tienda no dice lo que figura en el pedido',
		advice: 'Abra el pedido en la tienda y guárdelo una vez. Vuelve a tocar en la próxima ejecución.',
	},
	eraseRefused: {
		title: 'La tienda no dejó borrar los datos personales',
		advice:
			'Vuelve a tocar en la próxima ejecución. Si tampoco funciona, bórrelos en la tienda: Pedidos, Acciones en lote, Eliminar datos personales.',
	},
	eraseUnclear: {
		title: 'Nadie sabe si se borraron los datos personales: se perdió la respuesta de la tienda',
		advice: 'No hay que hacer nada: la próxima ejecución lo mira y borra lo que quede.',
	},
	eraseNotKept: {
		title: 'La tienda aceptó el cambio y sigue mostrando datos personales',
		advice:
			'Puede que un plugin de la tienda los vuelva a rellenar. Bórrelos en la tienda: Pedidos, Acciones en lote, Eliminar datos personales.',
	},
	eraseChangedTotal: {
		title: 'Los datos personales están borrados, pero la tienda muestra otro total que antes',
		advice: 'Un plugin de la tienda volvió a calcular el pedido. Compárelo con el pedido donde se compró.',
	},
	erasedOrder: {
		title: 'Los datos personales de este pedido se borraron',
		advice: 'No hay que hacer nada: lo que se sabe ahora de las personas no se vuelve a escribir en él.',
	},
	archiveKey: {
		title: 'Esto no es una clave pública',
		advice: 'Escriba una clave de age tal como la muestra «age-keygen»: empieza por «age1».',
	},
	archiveMissing: {
		title: 'El elemento no contiene un archivo de esta tienda',
		advice: 'Entregue el elemento que salió de «Archive» una vez guardado su fichero; sin él no se borra nada.',
	},
	archiveOlder: {
		title: 'El pedido no está como cuando se archivó',
		advice: 'No hay que hacer nada: se archiva de nuevo en la próxima ejecución.',
	},
} as const;
