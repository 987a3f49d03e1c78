// Drives the sandbox with HighLevel's own SDK. Prints one line per step; a failed assertion ends with exit code 1.
const assert = require('node:assert');
const { HighLevel } = require('@gohighlevel/api-client');

const { SANDBOX_URL, LOCATION, CLIENT_ID, CLIENT_SECRET, CODE, PUBLIC_KEY, WEBHOOK_BODY, WEBHOOK_SIGNATURE } = process.env;

async function main() {
  HighLevel.BASE_URL = SANDBOX_URL;
  const oauth = new HighLevel({ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET }).oauth;
  const first = await oauth.getAccessToken({
    client_id: CLIENT_ID, client_secret: CLIENT_SECRET, grant_type: 'authorization_code', code: CODE, user_type: 'Location',
  });
  const second = await oauth.refreshToken(first.refresh_token, CLIENT_ID, CLIENT_SECRET, 'refresh_token', 'Location');
  assert.notStrictEqual(second.refresh_token, first.refresh_token);
  console.log('refreshed');

  const ghl = new HighLevel({ privateIntegrationToken: second.access_token });
  const { contact } = await ghl.contacts.createContact({ locationId: LOCATION, firstName: 'Ann', email: 'ann@example.com' });
  assert.strictEqual((await ghl.contacts.getContact({ contactId: contact.id })).contact.email, 'ann@example.com');
  await ghl.contacts.updateContact({ contactId: contact.id }, { city: 'Ulm' });
  console.log('created, read, updated');

  const found = await ghl.contacts.searchContactsAdvanced({ locationId: LOCATION, pageLimit: 10 });
  assert.strictEqual(found.total, 1);
  assert.deepStrictEqual((await ghl.contacts.addTags({ contactId: contact.id }, { tags: ['VIP'] })).tags, ['vip']);
  assert.deepStrictEqual((await ghl.contacts.removeTags({ contactId: contact.id }, { tags: ['vip'] })).tags, []);
  console.log('searched, tagged');

  const { pipelines } = await ghl.opportunities.getPipelines({ locationId: LOCATION });
  await ghl.opportunities.createOpportunity({
    locationId: LOCATION, pipelineId: pipelines[0].id, name: 'Deal', status: 'open', contactId: contact.id,
  });
  assert.strictEqual((await ghl.opportunities.searchOpportunity({ locationId: LOCATION })).opportunities.length, 1);
  assert.strictEqual((await ghl.contacts.deleteContact({ contactId: contact.id })).succeded, true);
  console.log('opportunities found, contact deleted');

  const body = Buffer.from(WEBHOOK_BODY, 'base64');
  assert.strictEqual(ghl.webhooks.verifyEd25519Signature(body, WEBHOOK_SIGNATURE, PUBLIC_KEY), true);
  body[3] ^= 1;
  assert.strictEqual(ghl.webhooks.verifyEd25519Signature(body, WEBHOOK_SIGNATURE, PUBLIC_KEY), false);
  console.log('webhook verified');
}

main().catch((error) => {
  console.error(error.response ? JSON.stringify(error.response.data) : error.stack, error.statusCode ?? '');
  process.exit(1);
});
