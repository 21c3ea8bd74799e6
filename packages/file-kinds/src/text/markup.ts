/** What begins like markup is opened as such, after white space, comments and declarations (WHATWG MIME Sniffing §7.1). */
const BEGIN = /^\s*<(?=[!?a-z])/i;
const HTML_BEGIN =
  /<(?:!doctype\s+html|html|head|body|script|iframe|title|style|table|div|br|p|a|h1|font|b|img|object|embed|base|meta|link|form)(?=[\s>/])/i;
const SVG = /<(?:[a-z0-9_-]+:)?svg[\s>]/i;
/** Within so many characters a document says what it is. */
const DECLARATION_LENGTH = 8_192;

/** What of XML or HTML a text is, or undefined if it begins otherwise. */
export function markupFormat(text: string): 'html' | 'svg' | 'xml' | undefined {
  const begin = text.slice(0, DECLARATION_LENGTH).replace(/^\ufeff/, '');
  if (!BEGIN.test(begin)) return undefined;
  if (SVG.test(begin) && !/<html[\s>]/i.test(begin)) return 'svg';
  if (/^\s*<\?xml[\s?]/i.test(begin) && !isHtmlInXml(begin)) return 'xml';
  if (HTML_BEGIN.test(begin) || isHtmlInXml(begin)) return 'html';
  return /<([a-z_][\w.-]*(?::[\w.-]+)?)[\s>/]/i.test(begin) ? 'xml' : undefined;
}

const isHtmlInXml = (begin: string): boolean =>
  begin.includes('http://www.w3.org/1999/xhtml') || /<(?:!doctype\s+html|html)[\s>]/i.test(begin);

/**
 * What runs when markup is opened: scripts, handlers, addresses of scripts, frames and objects, style sheets that are
 * programs, HTML applications.
 */
const SCRIPT =
  /<(?:[\w-]{1,64}:)?(?:script|iframe|frame|object|embed|applet|foreignobject|handler|listener|base)(?=[\s>/])|[\s"'/]on[a-z]{3,32}\s{0,64}=|(?:java|vb)script\s{0,64}:|data:\s{0,64}text\/html|<\?xml-stylesheet|<hta:application|\shttp-equiv\s{0,64}=|<xsl:|xmlns:(?:xsl|msxsl)/i;

/** XML is data, in which any element may have any name: what runs in it is announced by its name space or style sheet. */
const SCRIPT_IN_XML =
  /<(?:[\w-]{1,64}:)?script(?=[\s>/])|<\?xml-stylesheet|http:\/\/www\.w3\.org\/(?:1999\/XSL\/Transform|1999\/xhtml|2000\/svg)|(?:java|vb)script\s{0,64}:/i;

/** The first letter of an address of a script, written as a character reference: it hides nothing else. */
const HIDDEN_ADDRESS = /&#(?:x0{0,8}[46]a|0{0,8}(?:74|106));?\s{0,64}(?:a|&#)/i;

/** As far as it is written plainly. */
export function hasScript(markup: string, format: 'html' | 'svg' | 'xml'): boolean {
  return (format === 'xml' ? SCRIPT_IN_XML : SCRIPT).test(markup) || HIDDEN_ADDRESS.test(markup);
}
