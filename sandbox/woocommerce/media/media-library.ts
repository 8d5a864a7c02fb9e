import type { MediaRecord } from '../store/product-records';
import type { StoreState } from '../store/store-state';
import { gmtText, localText, offsetHours } from '../wordpress/site-time';
import type { SiteUrls } from '../wordpress/site-urls';

/** The site's attachments: images are records of their own, which several products may show. */

export interface NewMedia {
	/** 'front.png'; becomes 'front-1.png' where that name is taken. */
	readonly file: string;
	readonly name?: string;
	readonly alt?: string;
	readonly source?: string;
	readonly width?: number;
	readonly height?: number;
}

function freeFile(state: StoreState, folder: string, file: string): string {
	const dot = file.lastIndexOf('.');
	const [stem, ending] = dot < 0 ? [file, ''] : [file.slice(0, dot), file.slice(dot)];
	const wanted = `${folder}/${file}`;
	// Counted on from the last one, not from the first: a catalog may have one picture for all.
	let counter = state.mediaCounters.get(wanted) ?? 0;
	const numbered = (): string => (counter === 0 ? wanted : `${folder}/${stem}-${counter}${ending}`);
	while (state.mediaFiles.has(numbered())) counter += 1;
	state.mediaCounters.set(wanted, counter);
	state.mediaFiles.add(numbered());
	return numbered();
}

export function addMedia(state: StoreState, given: NewMedia, at: number): MediaRecord {
	const path = freeFile(state, `/wp-content/uploads/${gmtText(at).slice(0, 7).replace('-', '/')}`, given.file);
	const record: MediaRecord = {
		id: state.sequences.next('post'),
		path,
		name: given.name ?? path.split('/').at(-1) ?? '',
		alt: given.alt ?? '',
		...(given.source === undefined ? {} : { source: given.source }),
		width: given.width ?? 1,
		height: given.height ?? 1,
		createdAt: at,
		modifiedAt: at,
	};
	state.media.set(record.id, record);
	return record;
}

/** Its file goes too, and the name is free again. */
export function removeMedia(state: StoreState, media: MediaRecord): void {
	state.media.delete(media.id);
	state.mediaFiles.delete(media.path);
	state.mediaCounters.clear();
}

/** A larger picture is scaled down to this, and kept under another name. */
const largest = 2560;
const sizes: readonly (readonly [width: number, height: number])[] = [
	[300, 300],
	[1024, 1024],
	[768, 0],
	[1536, 1536],
	[2048, 2048],
	[416, 0],
];

function variant(path: string, suffix: string): string {
	return path.replace(/(\.[^.]*)?$/, `-${suffix}$1`);
}

function scaledHeight({ width, height }: MediaRecord, to: number): number {
	return Math.round((height * to) / width);
}

function shownPath(media: MediaRecord): string {
	return media.width > largest ? variant(media.path, 'scaled') : media.path;
}

function sourceSet(media: MediaRecord, urls: SiteUrls): string {
	const fitting = sizes.filter(([width]) => width < media.width);
	if (fitting.length === 0) return '';
	const full = `${urls.page(shownPath(media))} ${Math.min(media.width, largest)}w`;
	const smaller = fitting.map(([width]) => `${urls.page(variant(media.path, `${width}x${scaledHeight(media, width)}`))} ${width}w`);
	return [full, ...smaller].join(', ');
}

/** As a variation and a category show it: without the sizes that the theme made of it. */
export function renderMedia(state: StoreState, media: MediaRecord, urls: SiteUrls, shiftsZone = true): Record<string, unknown> {
	const { timezone } = state.settings;
	// The local dates of products' images are off by one more zone offset: the store shifts a time that was local already.
	const local = (ms: number): string => localText(ms + (shiftsZone ? offsetHours(ms, timezone) * 3_600_000 : 0), timezone);
	return {
		id: media.id,
		date_created: local(media.createdAt),
		date_created_gmt: gmtText(media.createdAt),
		date_modified: local(media.modifiedAt),
		date_modified_gmt: gmtText(media.modifiedAt),
		src: urls.page(shownPath(media)),
		name: media.name,
		alt: media.alt,
	};
}

export function renderProductImage(state: StoreState, media: MediaRecord, urls: SiteUrls): Record<string, unknown> {
	const width = Math.min(media.width, largest);
	return {
		...renderMedia(state, media, urls),
		srcset: sourceSet(media, urls),
		sizes: `(max-width: ${width}px) 100vw, ${width}px`,
		thumbnail: urls.page(media.width > 324 ? variant(media.path, '324x324') : media.path),
	};
}
