const _ = require('lodash');
console.log(
  _.chunk([1, 2, 3, 4, 5], 2),
  _.groupBy([1.2, 1.8, 2.1], Math.floor),
  _.cloneDeep({ a: [1, { b: 2 }] }),
  _.camelCase('foo bar'),
  _.template('hi <%= a %>')({ a: 1 }),
  _.sortBy([3, 1, 2]),
);
