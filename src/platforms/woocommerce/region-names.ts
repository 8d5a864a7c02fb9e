/** `AL Alabama|AK Alaska`: a code of WooCommerce's with names of it. */
function table(lines: string): ReadonlyMap<string, readonly string[]> {
	const names = new Map<string, readonly string[]>();
	for (const entry of lines.split(/[\n|]/).map((line) => line.trim())) {
		const at = entry.indexOf(' ');
		if (at > 0) names.set(entry.slice(0, at), entry.slice(at + 1).split('/'));
	}
	return names;
}

const JAPAN =
	'Hokkaido/北海道 Aomori/青森 Iwate/岩手 Miyagi/宮城 Akita/秋田 Yamagata/山形 Fukushima/福島 Ibaraki/茨城 Tochigi/栃木 Gunma/群馬 Saitama/埼玉 Chiba/千葉 Tokyo/東京 Kanagawa/神奈川 Niigata/新潟 Toyama/富山 Ishikawa/石川 Fukui/福井 Yamanashi/山梨 Nagano/長野 Gifu/岐阜 Shizuoka/静岡 Aichi/愛知 Mie/三重 Shiga/滋賀 Kyoto/京都 Osaka/大阪 Hyogo/兵庫 Nara/奈良 Wakayama/和歌山 Tottori/鳥取 Shimane/島根 Okayama/岡山 Hiroshima/広島 Yamaguchi/山口 Tokushima/徳島 Kagawa/香川 Ehime/愛媛 Kochi/高知 Fukuoka/福岡 Saga/佐賀 Nagasaki/長崎 Kumamoto/熊本 Oita/大分 Miyazaki/宮崎 Kagoshima/鹿児島 Okinawa/沖縄';

const prefectures = JAPAN.split(' ').map((names, index) => `JP${String(index + 1).padStart(2, '0')} ${names}`);

/**
 * What else regions are called than the store calls them: a store in another language translates them, people abroad write
 * them in their own, and ISO has other codes for Mexico. Only countries with an Amazon of their own. Codes are WooCommerce's
 * (https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/i18n/states.php).
 */
export const OTHER_NAMES: Readonly<Record<string, ReadonlyMap<string, readonly string[]>>> = {
	US: table(`AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia/Washington DC
		FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland
		MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey
		NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island
		SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin
		WY Wyoming|AA Armed Forces Americas|AE Armed Forces Europe|AP Armed Forces Pacific`),
	CA: table(`AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador/Newfoundland|NT Northwest Territories
		NS Nova Scotia|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon Territory/Yukon`),
	AU: table(`ACT Australian Capital Territory|NSW New South Wales|NT Northern Territory|QLD Queensland|SA South Australia|TAS Tasmania
		VIC Victoria|WA Western Australia`),
	DE: table(`DE-BW Baden-Württemberg|DE-BY Bayern/Bavaria|DE-BE Berlin|DE-BB Brandenburg|DE-HB Bremen|DE-HH Hamburg|DE-HE Hessen/Hesse
		DE-MV Mecklenburg-Vorpommern|DE-NI Niedersachsen/Lower Saxony|DE-NW Nordrhein-Westfalen/North Rhine-Westphalia/NRW
		DE-RP Rheinland-Pfalz/Rhineland-Palatinate|DE-SL Saarland|DE-SN Sachsen/Saxony|DE-ST Sachsen-Anhalt/Saxony-Anhalt
		DE-SH Schleswig-Holstein|DE-TH Thüringen/Thuringia`),
	ES: table(`C A Coruña/La Coruña/Coruña|VI Araba/Álava|A Alicante/Alacant|O Asturias|AV Ávila|PM Baleares/Illes Balears/Islas Baleares/Balearic Islands
		CS Castellón/Castelló/Castellón de la Plana|CO Córdoba|GI Girona/Gerona|SS Gipuzkoa/Guipúzcoa|LO La Rioja/Rioja
		GC Las Palmas/Las Palmas de Gran Canaria|L Lleida/Lérida|M Madrid|MU Murcia|NA Navarra/Navarre/Nafarroa|OR Ourense/Orense
		TF Santa Cruz de Tenerife/Tenerife|SE Sevilla/Seville|V Valencia/València|BI Bizkaia/Vizcaya/Biscay|Z Zaragoza/Saragossa`),
	IT: table(`AO Aosta/Valle d'Aosta|BZ Bolzano/Bozen/Alto Adige/Südtirol|FI Firenze/Florence|GE Genova/Genoa|MN Mantova/Mantua|MI Milano/Milan
		MB Monza e della Brianza/Monza e Brianza/Monza Brianza|NA Napoli/Naples|PD Padova/Padua|RM Roma/Rome|SR Siracusa/Syracuse
		TO Torino/Turin|VE Venezia/Venice`),
	MX: table(`DF Ciudad de México/CDMX/CMX/Mexico City/Distrito Federal|MX Estado de México/MEX/Edomex|JA Jalisco/JAL|NL Nuevo León/NLE
		AG Aguascalientes/AGU|BC Baja California/BCN|BS Baja California Sur/BCS|CM Campeche/CAM|CS Chiapas/CHP|CH Chihuahua/CHH
		CO Coahuila/COA/Coahuila de Zaragoza|CL Colima/COL|DG Durango/DUR|GT Guanajuato/GUA|GR Guerrero/GRO|HG Hidalgo/HID
		MI Michoacán/MIC/Michoacán de Ocampo|MO Morelos/MOR|NA Nayarit/NAY|OA Oaxaca/OAX|PU Puebla/PUE|QT Querétaro/QUE|QR Quintana Roo/ROO
		SL San Luis Potosí/SLP|SI Sinaloa/SIN|SO Sonora/SON|TB Tabasco/TAB|TM Tamaulipas/TAM|TL Tlaxcala/TLA
		VE Veracruz/VER/Veracruz de Ignacio de la Llave|YU Yucatán/YUC|ZA Zacatecas/ZAC`),
	TR: table('TR06 Ankara|TR03 Afyon/Afyonkarahisar|TR33 İçel/Mersin|TR34 İstanbul|TR35 İzmir|TR63 Şanlıurfa/Urfa|TR46 Kahramanmaraş/Maraş'),
	JP: table(prefectures.join('|')),
};
