const a = require('acorn');
const t = a.parse('const x = async () => { await y?.z ?? 1 }', { ecmaVersion: 2022 });
console.log(JSON.stringify(t).length, t.body[0].type);
