// A passphrase to give to somebody: four words drawn at random, 40 bits, before a key that costs a guesser
// 0.2 s a try.
import { frenchWords } from './french_words';

export const fewestCharacters = 8;
const wordCount = 4;

// The count of words is a power of two, so every word is as likely as the others.
export function suggestPassphrase(): string {
  const drawn = crypto.getRandomValues(new Uint16Array(wordCount));
  return [...drawn].map((number) => frenchWords[number % frenchWords.length]).join(' ');
}
