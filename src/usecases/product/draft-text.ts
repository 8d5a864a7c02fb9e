const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
export const safeHtml = (text: string): string => (text.trim() === '' ? '' : `<p>${escaped(text.trim())}</p>`);
export const bulletList = (bullets: readonly string[]): string =>
	bullets.length === 0 ? '' : `<ul>${bullets.map((bullet) => `<li>${escaped(oneLine(bullet))}</li>`).join('')}</ul>`;
