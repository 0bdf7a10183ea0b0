// The formats of names in Kubernetes, with the API server's own messages (apimachinery util/validation).

const DNS_LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_SUBDOMAIN = `${DNS_LABEL}(\\.${DNS_LABEL})*`;
const LABEL_NAME = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${LABEL_NAME})?`;

const dnsLabel = new RegExp(`^${DNS_LABEL}$`);
const dnsSubdomain = new RegExp(`^${DNS_SUBDOMAIN}$`);
const labelName = new RegExp(`^${LABEL_NAME}$`);
const labelValue = new RegExp(`^${LABEL_VALUE}$`);

function regexMessage(what: string, format: string, examples: readonly string[]): string {
  const eg = examples.map((example) => `'${example}'`).join(',  or ');
  return `${what} (e.g. ${eg}, regex used for validation is '${format}')`;
}

function tooLong(limit: number): string {
  return `must be no more than ${limit} bytes`;
}

/** Kubernetes counts bytes; text outside ASCII is refused anyway, so only the count differs. */
function bytes(text: string): number {
  return Buffer.byteLength(text);
}

/** Whether a name is a lowercase RFC 1123 subdomain; the messages if not (VAL-1). */
export function dnsSubdomainErrors(name: string): string[] {
  const errors: string[] = [];
  if (bytes(name) > 253) errors.push(tooLong(253));
  if (!dnsSubdomain.test(name)) {
    const what =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
    errors.push(regexMessage(what, DNS_SUBDOMAIN, ['example.com']));
  }
  return errors;
}

/** Whether a name is a lowercase RFC 1123 label, as namespaces and Services need; the messages if not. */
export function dnsLabelErrors(name: string): string[] {
  const errors: string[] = [];
  if (bytes(name) > 63) errors.push(tooLong(63));
  if (!dnsLabel.test(name)) {
    const what =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
    errors.push(
      dnsSubdomain.test(name)
        ? 'must not contain dots'
        : regexMessage(what, DNS_LABEL, ['my-name', '123-abc']),
    );
  }
  return errors;
}

/** Whether a text can be a label key: a name of at most 63 characters behind an optional DNS prefix (VAL-18). */
export function labelKeyErrors(key: string): string[] {
  const parts = key.split('/');
  const nameWhat =
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
  const nameExamples = ['MyName', 'my.name', '123-abc'];
  if (parts.length > 2) {
    const what = `a valid label key ${nameWhat}`;
    const message = regexMessage(what, LABEL_NAME, nameExamples);
    return [`${message} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const errors: string[] = [];
  const [prefix, name] = parts.length === 2 ? [parts[0]!, parts[1]!] : [undefined, parts[0]!];
  if (prefix === '') errors.push('prefix part must be non-empty');
  else if (prefix !== undefined)
    errors.push(...dnsSubdomainErrors(prefix).map((text) => `prefix part ${text}`));
  if (name === '') errors.push('name part must be non-empty');
  else if (bytes(name) > 63) errors.push(`name part ${tooLong(63)}`);
  if (!labelName.test(name)) errors.push(`name part ${regexMessage(nameWhat, LABEL_NAME, nameExamples)}`);
  return errors;
}

/** Whether a text can be a label value; "" can (SEL-9, VAL-19). */
export function labelValueErrors(value: string): string[] {
  const errors: string[] = [];
  if (bytes(value) > 63) errors.push(tooLong(63));
  if (!labelValue.test(value)) {
    const what =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
    errors.push(regexMessage(what, LABEL_VALUE, ['MyValue', 'my_value', '12345']));
  }
  return errors;
}

/** Whether a number can be a port (VAL-3). */
export function portNumberErrors(port: number): string[] {
  return port >= 1 && port <= 65535 ? [] : ['must be between 1 and 65535, inclusive'];
}

/** Whether a text can be a port name: an IANA service name (VAL-4). */
export function portNameErrors(name: string): string[] {
  const errors: string[] = [];
  if (bytes(name) > 15) errors.push(tooLong(15));
  if (!/^[-a-z0-9]+$/.test(name)) {
    errors.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(name)) errors.push('must contain at least one letter (a-z)');
  if (name.includes('--')) errors.push('must not contain consecutive hyphens');
  if (name.startsWith('-') || name.endsWith('-')) errors.push('must not begin or end with a hyphen');
  return errors;
}
