'use strict';
const assert = require('assert');
const { inspect } = require('util');

const circle = { name: 'c' };
circle.self = circle;
circle.list = [circle];
assert.strictEqual(inspect(circle), "<ref *1> { name: 'c', self: [Circular *1], list: [ [Circular *1] ] }");
