// npm run bench: how long the first and the next answers take, and how many mails are read in a second; with the names
// of parts (cold, warm, judge, mails, probe) only those. Times differ from machine to machine, so the cold start
// is judged against two others measured in the same run. With --check it exits 1 if a gate is missed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { judgeTimes } from './bench/judge.mjs';
import { mailTimes } from './bench/mails.mjs';
import { probeTimes } from './bench/probe.mjs';
import { PASTE, pasteOf, SECRET, slashCommand } from './bench/request.mjs';

const OURS = 'dist/handlers/slack.js';
const GATES = {
  ofBolt: 0.4,
  overPlainMs: 60,
  warmP50Ms: 5,
  warmP99Ms: 20,
  largeMs: 100,
  growth: 2.7,
  mailUs: 500,
  judgeMs: 2,
  tenfold: 2,
  ofBare: 3,
  ofCheckSslCert: 0.5,
  ofTestssl: 0.05,
  ofSlowest: 2,
  connections: 2,
};
const KIB = 1024;

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean' }, runs: { type: 'string', default: '11' } },
  allowPositionals: true,
});
const sorted = (list) => [...list].sort((a, b) => a - b);
const quantile = (list, part) => sorted(list)[Math.min(list.length - 1, Math.ceil(part * list.length) - 1)];
const median = (list) => quantile(list, 0.5);
const ms = (value) => value.toFixed(value < 10 ? 2 : 0).padStart(7);

const gates = [];
const gate = (words, value, limit) => gates.push({ words, value, limit, ok: value <= limit });

/** Bundles of the two handlers that ours is compared with, each loaded as Lambda would load it. */
async function baselines(folder) {
  const bundle = async (name) => {
    const outfile = join(folder, `${name}.js`);
    await build({
      entryPoints: [`src/tools/bench/${name}.mjs`],
      outfile,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'cjs',
      target: 'node22',
      logLevel: 'error',
    });
    return outfile;
  };
  return { plain: await bundle('plain'), bolt: await bundle('bolt') };
}

function coldOnce(bundle, event) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/tools/bench/child.cjs', bundle, event], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, SLACK_SIGNING_SECRET: SECRET },
  });
  if (status !== 0) throw new Error(`bench: ${bundle} failed\n${stderr}`);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('{"wall"')));
}

/** Every bundle in turn, again and again: what disturbs one round disturbs all. */
function cold(bundles, event, runs) {
  const results = Object.fromEntries(Object.keys(bundles).map((name) => [name, []]));
  for (const bundle of Object.values(bundles)) coldOnce(bundle, event);
  for (let i = 0; i < runs; i += 1) for (const [name, bundle] of Object.entries(bundles)) results[name].push(coldOnce(bundle, event));
  return results;
}

function printCold(results) {
  console.log(`Cold start to the first signed paste answered, ms, median of ${results.ours.length} interleaved runs\n`);
  console.log(`${''.padEnd(24)}   total     CPU`);
  const names = { none: 'empty process', plain: 'handler, no framework', bolt: 'Bolt as it comes', ours: 'exchange-tls' };
  const figures = Object.fromEntries(
    Object.entries(results).map(([name, list]) => [name, { wall: median(list.map((one) => one.wall)), cpu: median(list.map((one) => one.cpu)) }]),
  );
  for (const [name, { wall, cpu }] of Object.entries(figures)) console.log(`${names[name].padEnd(24)} ${ms(wall)} ${ms(cpu)}`);
  gate('cold start, part of plain Bolt', figures.ours.wall / figures.bolt.wall, GATES.ofBolt);
  gate('cold CPU over a handler without framework, ms', figures.ours.cpu - figures.plain.cpu, GATES.overPlainMs);
}

/** Times of `count` answers; every request has its own text, so that none is taken for a repetition. */
async function warm(handler, length, count) {
  const text = pasteOf(length - 8);
  const times = [];
  // The handler's log lines would bury the table.
  const { write } = process.stdout;
  process.stdout.write = () => true;
  for (let i = 0; i < count; i += 1) {
    const event = slashCommand(`${text}${String(i).padStart(8)}`);
    const start = performance.now();
    const { statusCode } = await handler(event, {}, () => undefined);
    times.push(performance.now() - start);
    if (statusCode !== 200) throw new Error(`bench: the handler answered ${statusCode}`);
  }
  process.stdout.write = write;
  return times;
}

async function printWarm() {
  process.env.SLACK_SIGNING_SECRET = SECRET;
  const { handler } = createRequire(import.meta.url)(resolve(OURS));
  await warm(handler, 3000, 200);
  const small = await warm(handler, 3000, 1000);
  const [p50, p99] = [quantile(small, 0.5), quantile(small, 0.99)];
  console.log(`\nWarm, a paste of 3,000 characters, ms (1,000 answers)\n\np50 ${ms(p50)}\np99 ${ms(p99)}\n`);
  gate('warm p50, ms', p50, GATES.warmP50Ms);
  gate('warm p99, ms', p99, GATES.warmP99Ms);
  const sizes = [64, 128, 256];
  const large = [];
  for (const size of sizes) large.push(median(await warm(handler, size * KIB, 15)));
  console.log('Large pastes, ms, median of 15\n');
  for (const [i, size] of sizes.entries()) console.log(`${String(size).padStart(3)} KiB ${ms(large[i])}`);
  gate('paste of 256 KiB, ms', large[2], GATES.largeMs);
  gate('growth from 64 to 128 KiB', large[1] / large[0], GATES.growth);
  gate('growth from 128 to 256 KiB', large[2] / large[1], GATES.growth);
}

function printGates() {
  console.log('\nGates\n');
  for (const { words, value, limit, ok } of gates)
    console.log(`${ok ? 'ok    ' : 'MISSED'} ${words.padEnd(48)} ${value.toFixed(2).padStart(7)} <= ${limit}`);
  return gates.every(({ ok }) => ok);
}

async function printJudge(folder) {
  const { count, one, ten } = await judgeTimes(folder);
  const [small, large] = [median(one), median(ten)];
  console.log(`\nOne paste of 3,000 characters against ${count} rules, and against ${10 * count}, ms, median\n\n${ms(small)}\n${ms(large)}`);
  gate('judging a paste, ms', small, GATES.judgeMs);
  gate('ten times the rules, times as long', large / small, GATES.tenfold);
}

async function printMails(folder) {
  const { source, count, bytes, rounds } = await mailTimes(folder);
  const time = median(rounds);
  console.log(`\nRaw mails to diagnoses, ${count} of ${source}, ${(bytes / KIB).toFixed(1)} KiB on average\n`);
  console.log(`median of ${rounds.length} rounds ${Math.round(1e6 / time)} mails/s, best ${Math.round(1e6 / Math.min(...rounds))} mails/s`);
  gate('mail to diagnosis, µs', time, GATES.mailUs);
}

async function printProbe(folder) {
  const { results, commands, far } = await probeTimes(folder);
  console.log('\nProbe of a healthy server on this machine, ms, median (least)\n');
  console.log(`${''.padEnd(12)}   bare connection          probe`);
  const pair = (times) => `${ms(median(times))} (${ms(Math.min(...times)).trim()})`.padStart(16);
  for (const [name, { own, other, verdict, connections }] of Object.entries(results)) {
    console.log(`${name.padEnd(12)} ${pair(other)} ${pair(own)}  ${verdict}, ${connections} connections`);
    gate(`probe of ${name}, times a bare connection`, median(own) / median(other), GATES.ofBare);
    gate(`connections to ${name}`, connections, GATES.connections);
    if (verdict !== 'ok') throw new Error(`bench: the verdict on ${name} is ${verdict}`);
  }
  console.log('\nWhole commands, ms, median of 3\n');
  for (const [name, times] of Object.entries(commands))
    console.log(`${name.padEnd(20)} ${times.length > 0 ? ms(median(times)) : '   not installed'}`);
  const [own, checkSslCert, testssl] = Object.values(commands).map((times) => (times.length > 0 ? median(times) : undefined));
  if (checkSslCert !== undefined) gate('probe, part of check_ssl_cert', own / checkSslCert, GATES.ofCheckSslCert);
  if (testssl !== undefined) gate('probe, part of testssl -p -S', own / testssl, GATES.ofTestssl);
  console.log(`\nFar away, 100 ms a reply: one address ${ms(median(far.one))} ms, ten addresses of five MX ${ms(median(far.all))} ms`);
  gate('ten addresses, times one', median(far.all) / median(far.one), GATES.ofSlowest);
}

const PARTS = {
  async cold(folder) {
    const event = join(folder, 'event.json');
    // The main job: the four symptoms of a receive connector that names a certificate that is gone.
    writeFileSync(event, JSON.stringify(slashCommand(PASTE)));
    printCold(cold({ none: 'none', ...(await baselines(folder)), ours: resolve(OURS) }, event, Math.max(9, Number(values.runs))));
  },
  warm: printWarm,
  judge: printJudge,
  mails: printMails,
  probe: printProbe,
};

async function main() {
  const unknown = positionals.find((name) => !(name in PARTS));
  if (unknown !== undefined) throw new Error(`bench: there is no part ${unknown}, only ${Object.keys(PARTS).join(', ')}`);
  if (!existsSync(OURS)) throw new Error('bench: run npm run build first');
  const folder = mkdtempSync(join(tmpdir(), 'exchange-tls-bench-'));
  try {
    for (const [name, part] of Object.entries(PARTS)) if (positionals.length === 0 || positionals.includes(name)) await part(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return printGates();
}

const met = await main();
if (values.check && !met) process.exitCode = 1;
