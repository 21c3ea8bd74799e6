/**
 * How texts begin that a system runs, whatever they are called: by the line for the interpreter, or by words that
 * stand in no letter. Only the beginning is looked at; comments and white space before it are skipped.
 */
const BEGINNINGS: readonly RegExp[] = [
  /^#!/,
  /^<\?php\b|^<\?=|^<%[@=\s]/,
  /^@echo\s+(off|on)\b/i,
  /^@?setlocal\b|^@?cls\s*$/im,
  /^Windows Registry Editor Version|^REGEDIT4/,
  /^\[(InternetShortcut|Desktop Entry|AutoRun|Shell)\]/im,
  // SYLK, which Excel opens with its formulas and old macros.
  /^ID;P/,
  /^%!PS/,
  /^<(job|package|component|scriptlet)\b[^>]{0,256}>\s{0,64}(<[^>]{1,256}>\s{0,64}){0,8}<script/i,
  /^(WEB|DDE)\r?\n1\r?\n/,
];

/** What scripts for Windows cannot do without; each is a whole call, not a word about one. */
const CALLS: readonly RegExp[] = [
  /\bCreateObject\s{0,8}\(\s{0,8}["'](WScript\.|Shell\.|Scripting\.|MSXML|ADODB\.|Microsoft\.XMLHTTP)/i,
  /\bnew\s{1,8}ActiveXObject\s{0,8}\(/i,
  /\bWScript\.(Shell|Echo|Sleep|Quit|Arguments|CreateObject)\b\s{0,8}[(."]/i,
  /\b(powershell|pwsh)(\.exe)?\s{1,8}-(e|ec|enc|encodedcommand|nop|noprofile|w|windowstyle|ep|exec|executionpolicy|c|command|file)\b/i,
  /\b(Invoke-Expression|IEX)\b\s{0,8}[($"']/i,
  /\bNew-Object\s{1,8}(System\.)?(Net\.WebClient|IO\.|Management\.)/i,
  /\[System\.(Convert|Reflection\.Assembly|Net\.ServicePointManager)\]::/i,
  /^\s{0,64}(param\s{0,8}\(\s{0,64}(\[[\w.]{1,64}\]\s{0,8})?\$|#requires\s{1,8}-|function\s{1,8}[A-Z][a-z]{1,32}-[A-Z]\w{1,64}\s{0,8}[({])/m,
];

/** Line ends of comments and blanks before the first line that counts. */
const SKIPPED = /^(?:\ufeff|[ \t\r\n]|(?:rem\b|::|'|\/\/)[^\n]{0,1024}\n){0,256}/i;

/** Whether a text is a script by what it says. What is one only by its name: see `isScriptName`. */
export function isScript(text: string): boolean {
  const begin = text.replace(SKIPPED, '');
  return BEGINNINGS.some((beginning) => beginning.test(begin)) || CALLS.some((call) => call.test(text));
}
