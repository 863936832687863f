const { z } = require('zod');
const S = z.object({ a: z.string().email(), n: z.number().int().min(1) });
console.log(S.safeParse({ a: 'x@y.com', n: 2 }), S.safeParse({ a: 'x', n: 0 }).error.issues.length);
