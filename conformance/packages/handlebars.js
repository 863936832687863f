const H = require('handlebars');
console.log(H.compile('{{#each items}}<{{this}}>{{/each}} {{name}}')({ items: [1, 2], name: '<b>' }));
