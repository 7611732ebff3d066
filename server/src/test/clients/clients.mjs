// Sends what an author would, by one real client: node clients.mjs CLIENT ADDRESS WRITE_KEY
// Ends once the client believes that all of it arrived; fails when the client gives something up.
import { Analytics } from '@segment/analytics-node'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { jitsuAnalytics } from '@jitsu/js'

const [client, address, writeKey] = process.argv.slice(2)
const STEPS = 10

/** A person's way: under an old id, as a visitor, as somebody known, step by step, and the two ids made one. */
function send(analytics, name) {
  const userId = name + '-user'
  analytics.track({ userId: name + '-old', event: 'Long Ago' })
  analytics.track({ anonymousId: name + '-visitor', event: 'Product Viewed', properties: { price: 12.5 } })
  analytics.identify({ userId, anonymousId: name + '-visitor', traits: { email: name + '@example.org' } })
  analytics.page({ userId, name: 'Home' })
  for (let step = 0; step < STEPS; step++) analytics.track({ userId, event: 'Step ' + step })
  analytics.alias({ userId, previousId: name + '-old' })
}

const clients = {
  async segment() {
    const analytics = new Analytics({ writeKey, host: address, path: '/v1/batch' })
    analytics.on('error', (failure) => fail(failure))
    send(analytics, 'segment')
    await analytics.closeAndFlush({ timeout: 60000 })
  },
  async rudder() {
    const analytics = new RudderAnalytics(writeKey, { dataPlaneUrl: address, gzip: true, logLevel: 'none' })
    // Its first event always travels alone.
    await new Promise((done) => analytics.track({ userId: 'rudder-old', event: 'First' }, check(done)))
    send(analytics, 'rudder')
    await new Promise((done) => analytics.flush(check(done)))
  },
  // It knows neither batches nor alias, and sends nothing again.
  async jitsu() {
    // It insists on a key of two parts; of ours the first is the key.
    const analytics = jitsuAnalytics({ host: address, writeKey: writeKey + ':tarn', s2s: true, errorPolicy: 'rethrow' })
    analytics.setAnonymousId('jitsu-visitor')
    await analytics.track('Product Viewed', { price: 12.5 })
    await analytics.identify('jitsu-user', { email: 'jitsu@example.org' })
    await analytics.page({ name: 'Home' })
    for (let step = 0; step < STEPS; step++) await analytics.track('Step ' + step)
  },
}

function check(done) {
  return (failure) => (failure ? fail(failure) : done())
}

function fail(failure) {
  console.error(failure)
  process.exit(1)
}

process.on('unhandledRejection', fail)
await clients[client]()
process.exit(0)
