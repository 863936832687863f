console.log(
  require('semver').satisfies('1.2.3', '^1.0.0'),
  require('uuid').v4().length,
  require('dayjs')('2020-01-02').format('YYYY/MM/DD'),
  require('minimist')(['-a', '1', '--b=c', 'd']),
);
require('async').mapLimit(
  [1, 2, 3],
  2,
  (x, cb) => setTimeout(() => cb(null, x * 2), 1),
  (e, r) => console.log(e, r),
);
