'use strict';
const assert = require('assert');
const { isDeepStrictEqual } = require('util');

const circle = (inner) => {
  const object = { inner };
  object.self = object;
  return object;
};
assert(isDeepStrictEqual(circle(1), circle(1)));
assert(!isDeepStrictEqual(circle(1), circle(2)));
assert(isDeepStrictEqual(new Set([{ a: 1 }, [2]]), new Set([[2], { a: 1 }])));
assert(isDeepStrictEqual(new Map([[{ k: 1 }, 'v']]), new Map([[{ k: 1 }, 'v']])));
assert(!isDeepStrictEqual(new Set([1]), new Set(['1'])));
assert.deepEqual(new Set([1]), new Set(['1']));
assert(!isDeepStrictEqual(-0, 0));
assert(isDeepStrictEqual(NaN, NaN));
assert(!isDeepStrictEqual([1, , 3], [1, undefined, 3]));
assert(isDeepStrictEqual(Buffer.from('ab'), Buffer.from('ab')));
assert(!isDeepStrictEqual({ [Symbol.for('s')]: 1 }, {}));
