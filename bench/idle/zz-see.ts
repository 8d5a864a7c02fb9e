import { countOn } from './idle-polls';
const kind = (process.argv[2] ?? 'sqlite') as 'sqlite' | 'postgres';
const full = process.argv[3] === 'full';
countOn(kind, (step, texts) => {
	console.log(`== ${step}: ${texts.length}`);
	if (!full) return;
	for (const t of texts) console.log('   ', t.replace(/\s+/g, ' ').slice(0, 170));
}).then((r) => { console.log(JSON.stringify(r, undefined, 1)); process.exit(); }, (e) => { console.error(e); process.exit(1); });
