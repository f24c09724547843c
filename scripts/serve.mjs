// Serves dist/ on this machine alone, at `/` and below `/x/`: `make run` and the browser tests see
// the release build under its own policy. (`trunk serve` would add scripts of its own to the page.)
import { createServer } from 'node:http';
import sirv from 'sirv';

const port = Number(process.argv[2]);
const files = sirv('dist', { dev: true });

const server = createServer((request, response) => {
  request.url = request.url.replace(/^\/x\//, '/');
  files(request, response, () => response.writeHead(404).end('Not found'));
});

server.on('error', ({ code, message }) => {
  console.error(code === 'EADDRINUSE' ? `Port ${port} is in use. Choose another: make run PORT=${port + 1}` : message);
  process.exit(1);
});
server.listen(port, '127.0.0.1', () => {
  console.log(`==> Concord is at http://127.0.0.1:${port}/ (stop with Ctrl+C)`);
});
