import { packSizeOfTitle } from '../../../src/domain/pack-size';

describe('the pieces that a title speaks of', () => {
	it.each([
		// English
		['Cotton shirt, pack of 3', 3],
		['Cotton shirt (Pack of two)', 2],
		['Socks 6-Pack black', 6],
		['Socks, 6 pack', 6],
		['Socks 4pk', 4],
		['Box of 12 pencils', 12],
		['Twin Pack toothbrush', 2],
		['Vitamin C 100 Count (Pack of 1)', 1],
		['Soap, 3 pcs', 3],
		// German
		['Seife 3er-Pack', 3],
		['Seife, 10er Set', 10],
		['Seife 2 er Pack', 2],
		['Seife (Packung mit 4)', 4],
		['Seife Doppelpack', 2],
		['Seife im Dreierpack', 3],
		['Seife, 5 Stück', 5],
		// French
		['Savon, lot de 3', 3],
		['Lot de deux savons', 2],
		['Savon (paquet de 6)', 6],
		['Savon 4 pièces', 4],
		// Spanish
		['Jabón pack de 3', 3],
		['Jabón, paquete de 2', 2],
		['Jabón (6 unidades)', 6],
		['Pack 3 camisetas', 3],
		// Italian
		['Sapone confezione da 3', 3],
		['Sapone, 6 pezzi', 6],
		['Sapone set da due', 2],
		// Polish
		['Mydło, zestaw 3 sztuk', 3],
		['Mydło 4 szt.', 4],
		['Mydło 3-pak', 3],
		['Mydło dwupak', 2],
		['Mydło opakowanie 6', 6],
		// Dutch
		['Zeep, verpakking van 3', 3],
		['Zeep 4 stuks', 4],
		['Zeep duopak', 2],
		['Zeep set van 2', 2],
		// Signs
		['Soap x3', 3],
		['Soap (x 3)', 3],
		['Soap ×12', 12],
		['2x USB cable', 2],
		['Water 6 x 500 ml', 6],
		['Wine 6x0,75 l', 6],
		['Soap lot de 2 x3', 2],
		['SOAP PACK OF 3', 3],
	])('%s: %d', (title, pieces) => {
		expect(packSizeOfTitle(title)).toBe(pieces);
	});

	it.each([
		'',
		'Cotton shirt',
		'BMW X3 floor mats',
		'Towel 50 x 100 cm',
		'Frame 10x15',
		'Board 20x30 cm',
		'Board 20 x 30 x 2 mm',
		'iPhone 15 case',
		'Shirt 3XL',
		'Screw M3x20',
		'Backpack 30 l',
		'Power bank 20000 mAh',
		'Ultrabook 3 in 1',
		'Screws 1.000 Stück',
		'Pack of 0',
		'Chess set',
	])('%j: none', (title) => {
		expect(packSizeOfTitle(title)).toBeUndefined();
	});
});
