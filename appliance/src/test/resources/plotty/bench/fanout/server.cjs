// Publishes to every WebSocket with ws, as its documentation does: node server.cjs FOLDER_OF_WS BYTES PER_SECOND
const { WebSocketServer, WebSocket } = require(process.argv[2]);
const bytes = Number(process.argv[3]);
const intervalMs = 1000 / Number(process.argv[4]);

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false, backlog: 256 });
server.on('listening', () => console.log(`ready ${server.address().port}`));
server.on('connection', (socket) => socket.on('error', () => socket.terminate()));
// The bench ends: so does this.
process.stdin.on('end', () => process.exit(0)).resume();

let number = 0;
const started = performance.now();

function publish() {
  number += 1;
  const head = `{"type":"bench","timestamp":"${new Date().toISOString()}","text":"`;
  const stamp = `@f:${String(number).padStart(10, '0')}:${String(process.hrtime.bigint()).padStart(19, '0')}@`;
  const message = Buffer.from((head + stamp).padEnd(bytes - 2, 'x') + '"}');
  for (const client of server.clients) {
    if (client.readyState === WebSocket.OPEN) {
      client.send(message, { binary: false });
    }
  }
  setTimeout(publish, Math.max(0, started + number * intervalMs - performance.now()));
}

publish();
