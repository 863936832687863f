'use strict';
const { codes } = require('internal/errors');
const { validateBoolean, validateOneOf, validateString } = require('internal/validators');
const { inspect } = require('internal/util/inspect');

// Whether styles may be written there.
function mayStyle(stream) {
  if (!stream.isTTY) return false;
  const { env } = require('process');
  if (env.FORCE_COLOR !== undefined) return stream.getColorDepth?.() > 2;
  return env.NO_COLOR === undefined && env.NODE_DISABLE_COLORS === undefined && (stream.getColorDepth?.() ?? 1) > 2;
}

function isStream(stream) {
  return stream !== null && typeof stream === 'object' &&
    (typeof stream.pipe === 'function' || typeof stream.write === 'function' || typeof stream.getReader === 'function' ||
      typeof stream.getWriter === 'function');
}

function styleText(format, text, validateStream, stream) {
  validateString(text, 'text');
  validateBoolean(validateStream, 'options.validateStream');
  let isStyled = true;
  if (stream !== undefined) {
    if (!isStream(stream)) {
      throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
    }
    if (validateStream) isStyled = mayStyle(stream);
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
