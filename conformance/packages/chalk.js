const chalk = require('chalk');
console.log(JSON.stringify(new chalk.Instance({ level: 1 }).red.bold('x')));
