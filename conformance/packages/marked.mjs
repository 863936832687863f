import { marked } from 'marked';
console.log(marked.parse('# Hi\n\n- a\n- **b**\n\n`code`\n\n| a | b |\n|---|---|\n| 1 | 2 |'));
