'use strict';
// `.env` files: `process.loadEnvFile`, `util.parseEnv`, `--env-file`.

const LINE = /^[ \t]*(?:export[ \t]+)?([^=#\s][^=\n]*?)[ \t]*=[ \t]*(?:"((?:[^"])*)"|'([^']*)'|`([^`]*)`|([^\n]*))/;

// Gives what the text sets, in its order. A quoted value may have several lines; in double quotes `\n` is a
// line break; a value without quotes ends before ` #` or `#`.
function parseEnv(text) {
  const result = {};
  let rest = text.replace(/\r\n?/g, '\n');
  while (rest !== '') {
    const found = LINE.exec(rest);
    if (found !== null) {
      const [, name, double, single, tick, bare] = found;
      result[name] = double !== undefined ? double.replaceAll('\\n', '\n') : single ?? tick ?? unquoted(bare);
      rest = rest.slice(found[0].length);
    }
    const end = rest.indexOf('\n');
    rest = end === -1 ? '' : rest.slice(end + 1);
  }
  return result;
}

function unquoted(text) {
  const comment = text.indexOf('#');
  return (comment === -1 ? text : text.slice(0, comment)).trim();
}

// What is set already stays.
function loadEnv(env, text) {
  const values = parseEnv(text);
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(env, name)) env[name] = values[name];
  }
}

module.exports = { parseEnv, loadEnv };
