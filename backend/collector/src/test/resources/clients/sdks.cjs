// SDKs from npm against a collector: argument 1 is its address, argument 2 a source's key. Prints a line per thing that worked; fails loudly otherwise.
const assert = require('node:assert');
const http = require('node:http');
const {Analytics} = require('@segment/analytics-node');
const {CloudEvent, HTTP} = require('cloudevents');
const collector = new URL(process.argv[2]);
const key = process.argv[3];

// Between a client and the collector: fails the first requests in these ways, then passes them on.
function unreliable(...failures) {
  const server = http.createServer((request, response) => {
    const parts = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      const failure = failures.shift();
      if (failure === 'cut') return request.socket.destroy();
      if (failure) return response.writeHead(failure, {'Retry-After': '1'}).end();
      const target = {host: collector.hostname, port: collector.port, path: request.url, method: request.method, headers: request.headers};
      http.request(target, answer => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      }).end(Buffer.concat(parts));
    });
  });
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function segment(name, ...failures) {
  const between = await unreliable(...failures);
  const analytics = new Analytics({writeKey: key, host: `http://127.0.0.1:${between.address().port}`, flushAt: 4, flushInterval: 50});
  const refused = [];
  analytics.on('error', error => refused.push(error));
  const who = {userId: 'u-ü', timestamp: new Date(Date.now() - 60_000)};
  analytics.identify({messageId: `${name}-0`, ...who, traits: {plan: 'pro 𝒳'}});
  analytics.page({messageId: `${name}-1`, ...who, name: 'Home', properties: {plan: null}});
  analytics.screen({messageId: `${name}-2`, ...who, name: 'Main'});
  analytics.group({messageId: `${name}-3`, ...who, groupId: 'g', traits: {plan: 'team'}});
  analytics.alias({messageId: `${name}-4`, ...who, previousId: 'before'});
  analytics.track({messageId: `${name}-5`, anonymousId: 'nobody', event: 'Order Placed', properties: {order_id: 'o', amount: '1'}});
  for (let i = 6; i < 30; i++) {
    analytics.track({messageId: `${name}-${i}`, ...who, event: 'Order Placed', properties: {order_id: 'o', amount: '12.50'}});
  }
  await analytics.closeAndFlush({timeout: 60_000});
  between.close();
  assert.deepStrictEqual(refused, []);
  console.log(name);
}

async function send({headers, body}, status) {
  const answer = await fetch(new URL('/v1/events', collector), {method: 'POST', headers: {...headers, authorization: `Bearer ${key}`}, body});
  assert.strictEqual(answer.status, status, await answer.text());
}

async function cloudEvents() {
  const order = id => new CloudEvent({
    id, source: '/shop', type: 'order_placed', subject: 'u-1', data: {order_id: 'ö', amount: '1'}, datacontenttype: 'application/json; charset=utf-8',
  });
  await send(HTTP.binary(order('ce-0')), 202);
  await send(HTTP.structured(order('ce-1')), 202);
  const batch = [order('ce-2'), order('ce-3')];
  await send({headers: {'content-type': 'application/cloudevents-batch+json'}, body: JSON.stringify(batch)}, 207);
  await send(HTTP.binary(new CloudEvent({id: 'ce-4', source: '/shop', type: 'page_viewed'})), 202);
  console.log('cloudevents');
}

(async () => {
  await segment('segment');
  await segment('segment-unreliable', 503, 'cut', 429, 500);
  await cloudEvents();
})().catch(error => {
  console.error(error);
  process.exit(1);
});
