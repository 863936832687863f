'use strict';

// How util.inspect shows a Buffer.

const { decode } = require('buffer/bytes');
const { HEX } = require('buffer/encodings');

function inspectBuffer(buffer, context, inspectMaxBytes) {
  const shown = Math.min(inspectMaxBytes, buffer.length);
  const rest = buffer.length - shown;
  let text = decode(buffer, HEX, 0, shown).replace(/(.{2})/g, '$1 ').trim();
  if (rest > 0) text += ` ... ${rest} more byte${rest > 1 ? 's' : ''}`;
  // Listing the properties lists every byte's index too, so a large buffer shows its bytes alone.
  if (context && buffer.length <= 0x10000) {
    let extra;
    for (const key of Reflect.ownKeys(buffer)) {
      if (typeof key === 'string' && /^\d+$/.test(key)) continue;
      if (!context.showHidden && !Object.prototype.propertyIsEnumerable.call(buffer, key)) continue;
      extra ??= { __proto__: null };
      extra[key] = buffer[key];
    }
    if (extra !== undefined) {
      if (buffer.length !== 0) text += ', ';
      const { inspect } = require('internal/util/inspect');
      // Without the words the object's own brackets and lack of a prototype would add.
      text += inspect(extra, { ...context, breakLength: Infinity, compact: true }).slice(27, -2);
    }
  }
  let name = 'Buffer';
  try {
    if (typeof buffer.constructor?.name === 'string') name = buffer.constructor.name;
  } catch { /* a getter that throws tells no name */ }
  return `<${name} ${text}>`;
}

module.exports = inspectBuffer;
