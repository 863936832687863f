import yargs from 'yargs';
console.log(yargs(['--x', '5', 'cmd', '-abc', '--no-y']).parse());
