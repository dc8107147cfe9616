// Lists the tools and calls list_conversation_participants with one of the official TypeScript clients; prints one JSON
// object. Arguments: the folder with node_modules, the client (v1, v2-legacy or v2-modern), endpoint, token, conversation.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const [folder, kind, endpoint, token, conversation] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));
const load = async (name) => import(pathToFileURL(require.resolve(name)).href);
const headers = { Authorization: `Bearer ${token}` };
const info = { name: 'rollcall-test', version: '1' };

async function connected() {
  if (kind === 'v1') {
    const { Client } = await load('@modelcontextprotocol/sdk/client/index.js');
    const { StreamableHTTPClientTransport } = await load('@modelcontextprotocol/sdk/client/streamableHttp.js');
    const client = new Client(info);
    await client.connect(new StreamableHTTPClientTransport(new URL(endpoint), { requestInit: { headers } }));
    return client;
  }
  const { Client, StreamableHTTPClientTransport } = await load('@modelcontextprotocol/client');
  const options = kind === 'v2-modern' ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {};
  const client = new Client(info, options);
  await client.connect(new StreamableHTTPClientTransport(new URL(endpoint), { requestInit: { headers } }));
  return client;
}

const client = await connected();
const { tools } = await client.listTools();
const tool = tools.find((each) => each.name === 'list_conversation_participants');
const result = await client.callTool({
  name: 'list_conversation_participants',
  arguments: { conversation_id: conversation },
});
console.log(JSON.stringify({ server: client.getServerVersion?.(), tools: tools.length, tool, result }));
await client.close();
process.exit(0);
