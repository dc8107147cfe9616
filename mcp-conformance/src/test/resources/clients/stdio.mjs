// Lets the official TypeScript client start the bridge and use the fixtures through it.
//
//   node stdio.mjs <folder with node_modules> <legacy|2026-07-28> <command> <argument>...
//
// Prints what it found as JSON.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [home, era, command, ...args] = process.argv.slice(2);
const require = createRequire(join(home, 'package.json'));
const { Client } = require('@modelcontextprotocol/client');
const { StdioClientTransport } = require('@modelcontextprotocol/client/stdio');

const client = new Client(
  { name: 'stdio-test', version: '1.0.0' },
  {
    capabilities: { elicitation: {} },
    versionNegotiation: { mode: era === 'legacy' ? 'legacy' : { pin: era } }
  }
);
client.setRequestHandler('elicitation/create', async () => ({
  action: 'accept',
  content: { response: 'yes', name: 'Ada' }
}));
const progress = [];
await client.connect(new StdioClientTransport({ command, args, stderr: 'inherit' }));
const tools = await client.listTools();
const text = await client.callTool({ name: 'test_simple_text', arguments: {} });
await client.callTool(
  { name: 'test_tool_with_progress', arguments: {} },
  { onprogress: (each) => progress.push(each.progress) }
);
const asked = await client.callTool({
  name: 'test_input_required_result_elicitation',
  arguments: {}
});
const resource = await client.readResource({ uri: 'test://static-text' });
console.log(
  JSON.stringify({
    server: client.getServerVersion()?.name,
    tools: tools.tools.length,
    text: text.content[0].text,
    progress,
    asked: asked.content[0].text,
    resource: resource.contents[0].text
  })
);
await client.close();
