// What is laid on the family's screen, as far as this page can tell that the PC takes it. Pure.
import type { Slip } from '../gen/maintendue/v1/slip_pb';

export type Laid = Exclude<Slip['what'], { case: undefined }>;

// As slip.proto says.
const longestPage = 2000;
const longestHost = 60;
const longestText = 500;
const mostLines = 12;

export function same(one: Laid, other: Laid): boolean {
  return one.case === other.case && one.value === other.value;
}

// The address as it is sent; undefined for what is none. "ecole.fr" is one, as in a browser.
export function pageOf(written: string): string | undefined {
  const trimmed = written.trim();
  const whole = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  let url: URL;
  try {
    url = new URL(whole);
  } catch {
    return undefined;
  }
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  const named = /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/.test(url.hostname);
  if (!web || !named || url.host.length > longestHost || url.username !== '' || url.password !== '') return undefined;
  // What a browser leaves as it is, and a URL is not written with.
  const href = url.href.replace(/["<>\\^`{|}]/g, (one) => encodeURIComponent(one));
  return href.length <= longestPage ? href : undefined;
}

// The words as they are sent; undefined for too many, and for none.
export function textOf(written: string): string | undefined {
  const text = written
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    // What is not seen as itself; U+200C and U+200D, which join and part letters, are.
    .replace(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .trim();
  const fits = [...text].length <= longestText && text.split('\n').length <= mostLines;
  const says = text.replace(/[\s\u200c\u200d\u115f\u1160\u180e\u2800\u3164\uffa0]/g, '') !== '';
  return says && fits ? text : undefined;
}
