// Prints the newest sync.contacts record of one contact as JSON, read with packages that know nothing of this project.
const { Kafka, logLevel } = require("kafkajs");
const { SchemaRegistryClient, AvroDeserializer, SerdeType, SubjectNameStrategyType } = require("@confluentinc/schemaregistry");

const { BOOTSTRAP, REGISTRY, TOPIC, CONTACT } = process.env;

async function main() {
  const registry = new SchemaRegistryClient({ baseURLs: [REGISTRY] });
  // The default asks a path that Apicurio does not know, and about one such call in a thousand gets no answer.
  const subject = { subjectNameStrategyType: SubjectNameStrategyType.TOPIC };
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, subject);
  const kafka = new Kafka({ clientId: "wire-format-test", brokers: [BOOTSTRAP], logLevel: logLevel.ERROR });
  const admin = kafka.admin();
  await admin.connect();
  const left = new Map();
  for (const { partition, high, low } of await admin.fetchTopicOffsets(TOPIC)) {
    if (Number(high) > Number(low)) left.set(partition, Number(high) - 1);
  }
  await admin.disconnect();

  const consumer = kafka.consumer({ groupId: "wire-format-test-" + process.pid });
  await consumer.connect();
  await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
  let newest = null;
  await new Promise((resolve, reject) => {
    consumer.on(consumer.events.CRASH, (event) => reject(event.payload.error));
    // The last offset of a partition may be a transaction marker that no consumer sees.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => reached(payload.partition, Number(payload.lastOffset)));
    consumer.on(consumer.events.FETCH, () => left.size === 0 && resolve());
    function reached(partition, offset) {
      if (left.has(partition) && offset >= left.get(partition) - 1) left.delete(partition);
      if (left.size === 0) resolve();
    }
    consumer
      .run({
        eachMessage: async ({ message }) => {
          if (message.value && message.key.toString() === CONTACT) {
            newest = await deserializer.deserialize(TOPIC, message.value);
          }
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  console.log("CONTACT " + JSON.stringify(newest, (_, value) => (typeof value === "bigint" ? Number(value) : value)));
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
