/** In Shopify's search a value in quotation marks is taken as it stands. */
export const quoted = (value: string): string => `'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
