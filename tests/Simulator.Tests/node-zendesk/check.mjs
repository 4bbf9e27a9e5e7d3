// Exits with 0 only if node-zendesk finds in the simulator at the given address what it expects of Zendesk.
import assert from 'node:assert/strict';
import zendesk from 'node-zendesk';

const [address, username, token] = process.argv.slice(2);
const client = zendesk.createClient({ username, token, endpointUri: new URL('api/v2', address).href });

const { result: me } = await client.users.me();
assert.equal(me.email, username);
assert.equal(me.role, 'admin');

const users = await client.users.list();
assert.ok(users.length > 100, 'users come in more than one page');
assert.equal(new Set(users.map((user) => user.id)).size, users.length);

const { result: found } = await client.users.showMany(users.slice(0, 3).map((user) => user.id));
assert.equal((found.users ?? found).length, 3);
const byEmail = await client.users.search({ query: `email:${users[5].email}` });
assert.ok([byEmail.result ?? byEmail].flat().some((user) => user.id === users[5].id));

const tickets = await client.tickets.list();
assert.ok(tickets.length > 100, 'tickets come in more than one page');
const { result: shown } = await client.tickets.show(tickets[0].id);
assert.equal(shown.subject, tickets[0].subject);
const { result: many } = await client.tickets.showMany(tickets.slice(0, 4).map((ticket) => ticket.id));
assert.equal((many.tickets ?? many).length, 4);

const { result: created } = await client.tickets.create({ ticket: { subject: 'From node', comment: { body: 'Hello' }, requester_id: users[20].id } });
assert.equal(created.status, 'new');
const { result: updated } = await client.tickets.update(created.id, { ticket: { status: 'open' } });
assert.equal(updated.status, 'open');
const requested = await client.tickets.listByUserRequested(users[20].id);
assert.ok(requested.some((ticket) => ticket.id === created.id));

const hits = await client.search.queryAll('type:ticket status<solved');
assert.ok(hits.length > 0 && hits.every((hit) => ['new', 'open', 'pending', 'hold'].includes(hit.status)));

const { result: page } = await client.ticketexport.exportCursor(0, '');
assert.ok((page.tickets ?? page).length > 100);
const exported = await client.tickets.incremental(0);
assert.ok(exported.length >= tickets.length, 'the export holds what lists leave out');
const people = await client.users.incremental(0);
assert.ok(people.length >= users.length);

await client.tickets.delete(created.id);
await assert.rejects(client.tickets.show(created.id));
await assert.rejects(zendesk.createClient({ username, token: 'wrong', endpointUri: new URL('api/v2', address).href }).tickets.list());

console.log(`node-zendesk agrees: ${users.length} users, ${tickets.length} tickets, ${exported.length} exported`);
