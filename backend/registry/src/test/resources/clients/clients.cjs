// Two clients from npm against a registry: argument 1 is its address. Prints a line per thing that worked; fails loudly otherwise.
const assert = require('node:assert');
const confluent = require('@confluentinc/schemaregistry');
const kafkajs = require('@kafkajs/confluent-schema-registry');
const url = process.argv[2];

const client = () => confluent.SchemaRegistryClient.newClient({baseURLs: [url]});
const AVRO = JSON.stringify({
  type: 'record', name: 'order', namespace: 'shop',
  fields: [{name: 'id', type: 'string'}, {name: 'amount', type: 'int', default: 0}],
});
const JSON_SCHEMA = JSON.stringify({
  type: 'object', properties: {id: {type: 'string'}}, required: ['id'], additionalProperties: false,
});

async function avro() {
  const serializer = new confluent.AvroSerializer(client(), confluent.SerdeType.VALUE, {useLatestVersion: true});
  const deserializer = new confluent.AvroDeserializer(client(), confluent.SerdeType.VALUE, {});
  const id = await client().register('avro-value', {schemaType: 'AVRO', schema: AVRO});
  const bytes = await serializer.serialize('avro', {id: 'o-1', amount: 7});
  assert.strictEqual(bytes[0], 0);
  assert.strictEqual(bytes.readInt32BE(1), id);
  assert.strictEqual((await deserializer.deserialize('avro', bytes)).amount, 7);
  console.log('confluent avro');
}

async function guidInHeader() {
  const serializer = new confluent.AvroSerializer(client(), confluent.SerdeType.VALUE, {
    useLatestVersion: true, schemaIdSerializer: confluent.HeaderSchemaIdSerializer,
  });
  const deserializer = new confluent.AvroDeserializer(client(), confluent.SerdeType.VALUE, {});
  const headers = {};
  const bytes = await serializer.serialize('avro', {id: 'o-2', amount: 8}, headers);
  const header = Buffer.from(headers.__value_schema_id);
  assert.strictEqual(header[0], 1);
  assert.strictEqual(header.length, 17);
  assert.strictEqual((await deserializer.deserialize('avro', bytes, headers)).id, 'o-2');
  console.log('confluent guid');
}

async function json() {
  await client().register('json-value', {schemaType: 'JSON', schema: JSON_SCHEMA});
  const serializer = new confluent.JsonSerializer(client(), confluent.SerdeType.VALUE,
    {useLatestVersion: true, validate: true});
  const deserializer = new confluent.JsonDeserializer(client(), confluent.SerdeType.VALUE, {validate: true});
  const bytes = await serializer.serialize('json', {id: 'o-3'});
  assert.deepStrictEqual(await deserializer.deserialize('json', bytes), {id: 'o-3'});
  await assert.rejects(serializer.serialize('json', {id: 3}));
  console.log('confluent json');
}

async function protobuf() {
  const {create, createMutableRegistry} = require('@bufbuild/protobuf');
  const {TimestampSchema} = require('@bufbuild/protobuf/wkt');
  const serializer = new confluent.ProtobufSerializer(client(), confluent.SerdeType.VALUE,
    {autoRegisterSchemas: true});
  serializer.registry.add(TimestampSchema);
  const deserializer = new confluent.ProtobufDeserializer(client(), confluent.SerdeType.VALUE, {});
  const bytes = await serializer.serialize('protobuf', create(TimestampSchema, {seconds: 9n}));
  assert.strictEqual((await deserializer.deserialize('protobuf', bytes)).seconds, 9n);
  assert.ok(createMutableRegistry);
  console.log('confluent protobuf');
}

async function administration() {
  const registry = client();
  const info = {schemaType: 'AVRO', schema: AVRO};
  assert.deepStrictEqual(await registry.getAllVersions('avro-value'), [1]);
  assert.strictEqual((await registry.getLatestSchemaMetadata('avro-value')).version, 1);
  assert.strictEqual(await registry.getVersion('avro-value', info), 1);
  assert.ok((await registry.getAllSubjects()).includes('avro-value'));
  const breaking = {schemaType: 'AVRO', schema: AVRO.replace('"int","default":0', '"string"')};
  assert.strictEqual(await registry.testSubjectCompatibility('avro-value', breaking), false);
  assert.strictEqual(await registry.updateCompatibility('avro-value', 'NONE'), 'NONE');
  assert.strictEqual(await registry.getCompatibility('avro-value'), 'NONE');
  await registry.register('avro-value', breaking);
  assert.strictEqual(await registry.deleteSubjectVersion('avro-value', 2), 2);
  assert.deepStrictEqual(await registry.deleteSubject('avro-value'), [1]);
  await assert.rejects(client().getLatestSchemaMetadata('avro-value'), (e) => e.errorCode === 40401);
  console.log('confluent administration');
}

/** Rules, metadata and settings come back as they were sent, at the root and in a context. */
async function governance() {
  for (const base of [url, url + '/contexts/.governed']) {
    const registry = new confluent.SchemaRegistryClient({baseURLs: [base]});
    const ruleSet = {
      domainRules: [{
        name: 'hide', kind: 'TRANSFORM', mode: 'WRITEREAD', type: 'ENCRYPT', tags: ['PII'],
        params: {'encrypt.kek.name': 'orders'}, onFailure: 'ERROR,NONE',
      }],
    };
    const metadata = {properties: {owner: 'shop'}, tags: {'**.id': ['PII']}, sensitive: ['owner']};
    const info = {schemaType: 'AVRO', schema: AVRO, ruleSet, metadata};
    const {id, guid} = await registry.registerFullResponse('governed-value', info);
    const kept = await new confluent.SchemaRegistryClient({baseURLs: [base]}).getBySubjectAndId('governed-value', id);
    assert.deepEqual(kept.ruleSet, ruleSet);
    assert.deepEqual(kept.metadata, metadata);
    assert.strictEqual((await registry.getLatestWithMetadata('governed-value', {owner: 'shop'})).version, 1);
    assert.deepEqual((await registry.getByGuid(guid)).ruleSet, ruleSet);
    const settings = {compatibilityLevel: 'FULL', compatibilityGroup: 'owner', defaultMetadata: metadata, overrideRuleSet: ruleSet};
    await registry.updateConfig('governed-value', settings);
    assert.deepEqual(await registry.getConfig('governed-value'), settings);
  }
  console.log('confluent governance');
}

async function kafkaJs() {
  const registry = new kafkajs.SchemaRegistry({host: url});
  const {id} = await registry.register({type: kafkajs.SchemaType.AVRO, schema: AVRO}, {subject: 'kafkajs-value'});
  const bytes = await registry.encode(id, {id: 'o-4', amount: 1});
  assert.strictEqual(bytes[0], 0);
  assert.strictEqual(bytes.readInt32BE(1), id);
  const fresh = new kafkajs.SchemaRegistry({host: url});
  assert.strictEqual((await fresh.decode(bytes)).id, 'o-4');
  assert.strictEqual(await fresh.getLatestSchemaId('kafkajs-value'), id);
  const proto = await registry.register(
    {type: kafkajs.SchemaType.PROTOBUF, schema: 'syntax = "proto3"; package shop; message Line { string sku = 1; }'},
    {subject: 'kafkajs-proto'});
  const line = await registry.encode(proto.id, {sku: 's'});
  assert.strictEqual((await fresh.decode(line)).sku, 's');
  const doc = await registry.register({type: kafkajs.SchemaType.JSON, schema: JSON_SCHEMA}, {subject: 'kafkajs-json'});
  assert.strictEqual((await fresh.decode(await registry.encode(doc.id, {id: 'o-5'}))).id, 'o-5');
  console.log('kafkajs');
}

(async () => {
  for (const part of [avro, guidInHeader, json, protobuf, administration, governance, kafkaJs]) {
    await part();
  }
})().catch((e) => {
  console.error(e);
  process.exit(1);
});
