const { Command } = require('commander');
const p = new Command();
p.name('x')
  .option('-n, --num <n>', 'a number', parseInt)
  .argument('<file>')
  .action((f, o) => console.log(f, o));
p.parse(['node', 'x', '-n', '5', 'a.txt']);
console.log(p.helpInformation());
