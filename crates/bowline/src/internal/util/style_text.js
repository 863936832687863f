'use strict';
const { codes } = require('internal/errors');
const { validateBoolean, validateOneOf, validateString } = require('internal/validators');
const { inspect } = require('internal/util/inspect');

// Whether styles may be written there. The environment may say so whatever it is.
function mayStyle(stream) {
  if (require('process').env.FORCE_COLOR !== undefined) return require('internal/tty').getColorDepth() > 2;
  return Boolean(stream.isTTY && (typeof stream.getColorDepth !== 'function' || stream.getColorDepth() > 2));
}

function isStream(stream) {
  return stream !== null && typeof stream === 'object' &&
    (typeof stream.pipe === 'function' || typeof stream.write === 'function' || typeof stream.getReader === 'function' ||
      typeof stream.getWriter === 'function');
}

function styleText(format, text, validateStream, stream) {
  validateString(text, 'text');
  validateBoolean(validateStream, 'options.validateStream');
  // A list of styles is applied in any case, as Node 20 does.
  let isStyled = true;
  if (validateStream) {
    stream ??= require('process').stdout;
    if (!isStream(stream)) {
      throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
    }
    isStyled = Array.isArray(format) || mayStyle(stream);
  }
  let left = '';
  let right = '';
  for (const name of Array.isArray(format) ? format : [format]) {
    const style = inspect.colors[name];
    if (style === undefined) validateOneOf(name, 'format', Object.keys(inspect.colors));
    left += `\u001b[${style[0]}m`;
    right = `\u001b[${style[1]}m${right}`;
  }
  return isStyled ? `${left}${text}${right}` : text;
}

module.exports = { styleText };
