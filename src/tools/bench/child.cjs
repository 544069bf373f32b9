// One cold process: loads a bundle, answers one signed request, prints what that took since the process began.
const { readFileSync } = require('node:fs');

// As Lambda gives it.
const CONTEXT = { awsRequestId: '8f507cfc-xmpl-4697-b07a-ac58fc914c95' };

const [bundle, eventFile] = process.argv.slice(2);

const report = (body) => {
  const { user, system } = process.cpuUsage();
  process.stdout.write(JSON.stringify({ wall: performance.now(), cpu: (user + system) / 1000, body }));
};

async function answer() {
  const { handler } = require(bundle);
  const { statusCode, body } = await handler(JSON.parse(readFileSync(eventFile, 'utf8')), CONTEXT, () => undefined);
  if (statusCode !== 200 || !body) throw new Error(`${bundle} answered ${statusCode}: ${body}`);
  report(body.length);
}

if (bundle === 'none') report(0);
else void answer();
