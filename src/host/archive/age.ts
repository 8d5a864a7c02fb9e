/** A public key of age, as `age-keygen` prints it: of X25519, the kind that all of its kin know. */
const PUBLIC_KEY = /^age1[02-9ac-hj-np-z]{58}$/;

export const isPublicKey = (text: string): boolean => PUBLIC_KEY.test(text);

/**
 * Encrypts to the holder of the private key, in the format of age (https://age-encryption.org/v1): `age -d` and its kin open it.
 * Throws where the key is none.
 */
export async function encryptTo(publicKey: string, content: string): Promise<Uint8Array> {
	const { Encrypter } = await import('age-encryption');
	const encrypter = new Encrypter();
	encrypter.addRecipient(publicKey);
	return await encrypter.encrypt(content);
}
