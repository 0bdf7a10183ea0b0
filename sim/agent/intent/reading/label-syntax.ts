const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const DNS_LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const DNS_SUBDOMAIN = new RegExp(`^${DNS_LABEL}(?:\\.${DNS_LABEL})*$`);

const LONGEST_NAME = 63;
const LONGEST_SUBDOMAIN = 253;

/** Whether a text is a label key: a name of at most 63 characters, after a DNS prefix and "/" if there is one. */
export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash < 0) return isName(text);
  const prefix = text.slice(0, slash);
  return prefix.length <= LONGEST_SUBDOMAIN && DNS_SUBDOMAIN.test(prefix) && isName(text.slice(slash + 1));
}

/** Whether a text is a label value; "" is one (SEL-9). */
export function isLabelValue(text: string): boolean {
  return text === '' || isName(text);
}

function isName(text: string): boolean {
  return text.length <= LONGEST_NAME && NAME.test(text);
}
