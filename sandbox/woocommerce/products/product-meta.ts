/** Keys that the store keeps in columns and fields of its own: `meta_data` neither shows nor writes them. */
const internal = new Set(
	[
		'visibility,sku,global_unique_id,price,regular_price,sale_price,sale_price_dates_from,sale_price_dates_to,tax_status,tax_class',
		'manage_stock,stock,stock_status,backorders,low_stock_amount,sold_individually,weight,length,width,height,upsell_ids',
		'crosssell_ids,purchase_note,default_attributes,product_attributes,virtual,downloadable,download_limit,download_expiry,featured',
		'downloadable_files,wc_rating_count,wc_average_rating,wc_review_count,variation_description,thumbnail_id,file_paths',
		'product_image_gallery,product_version,wp_old_slug,edit_last,edit_lock',
	]
		.join(',')
		.split(',')
		.map((key) => `_${key}`),
);

/** An entry without a key is left alone, whatever its id. */
export function isInternalMeta(key: string): boolean {
	return key === '' || key === 'total_sales' || internal.has(key);
}
