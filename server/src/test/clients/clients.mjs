// Sends what an author would, by the real clients: node clients.mjs ADDRESS WRITE_KEY
// Each client identifies a person, tracks, sees a page and names an alias; the process ends once all of it was answered.
import { Analytics } from '@segment/analytics-node'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { jitsuAnalytics } from '@jitsu/js'

const [address, writeKey] = process.argv.slice(2)

async function segment() {
  const failures = []
  const analytics = new Analytics({ writeKey, host: address, path: '/v1/batch', maxRetries: 1 })
  analytics.on('error', (failure) => failures.push(failure))
  analytics.track({ anonymousId: 'segment-visitor', event: 'Product Viewed', properties: { price: 12.5 } })
  analytics.identify({ userId: 'segment-user', anonymousId: 'segment-visitor', traits: { email: 'segment@example.org' } })
  analytics.page({ userId: 'segment-user', name: 'Home' })
  analytics.alias({ userId: 'segment-user', previousId: 'segment-old' })
  await analytics.closeAndFlush({ timeout: 5000 })
  if (failures.length > 0) throw new Error('segment: ' + JSON.stringify(failures))
}

async function rudder() {
  const analytics = new RudderAnalytics(writeKey, { dataPlaneUrl: address, gzip: true, flushAt: 4, logLevel: 'error' })
  analytics.track({ anonymousId: 'rudder-visitor', event: 'Product Viewed', properties: { price: 12.5 } })
  analytics.identify({ userId: 'rudder-user', anonymousId: 'rudder-visitor', traits: { email: 'rudder@example.org' } })
  analytics.page({ userId: 'rudder-user', name: 'Home' })
  analytics.alias({ userId: 'rudder-user', previousId: 'rudder-old' })
  await new Promise((done, fail) => analytics.flush((failure) => (failure ? fail(failure) : done())))
}

async function jitsu() {
  // It insists on a key of two parts; of ours the first is the key.
  const analytics = jitsuAnalytics({ host: address, writeKey: writeKey + ':tarn', s2s: true })
  analytics.setAnonymousId('jitsu-visitor')
  await analytics.track('Product Viewed', { price: 12.5 })
  await analytics.identify('jitsu-user', { email: 'jitsu@example.org' })
  await analytics.page({ name: 'Home' })
}

for (const client of [segment, rudder, jitsu]) {
  await client()
  console.log(client.name)
}
process.exit(0)
