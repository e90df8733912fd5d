import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A courier's Java client: fetches a schema by id from the mesh's registry, writes one record in Confluent's wire
 * format and lets Java's own default partitioner choose the partition.
 *
 * Arguments: bootstrap, topic, registry's address, schema id.
 * Standard input: JSON with "key", "headers" and "record" (bytes in base64); not arguments, whose encoding depends on
 * the locale. Standard output: "partition offset".
 *
 * Avro is encoded here from the specification, so that nothing of the mesh's own code takes part.
 */
public final class ProduceRecord {
    private final Map<String, JsonNode> named = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public static void main(String[] arguments) throws Exception {
        String bootstrap = arguments[0], topic = arguments[1], registry = arguments[2];
        int schemaId = Integer.parseInt(arguments[3]);
        ObjectMapper json = new ObjectMapper();
        JsonNode input = json.readTree(System.in);
        JsonNode schema = json.readTree(json.readTree(get(registry + "/schemas/ids/" + schemaId)).get("schema").asText());
        ProduceRecord encoder = new ProduceRecord();
        encoder.out.write(0);
        encoder.out.write(ByteBuffer.allocate(4).putInt(schemaId).array());
        encoder.write(schema, input.get("record"), "");
        byte[] key = input.get("key").asText().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, encoder.out.toByteArray());
        for (Map.Entry<String, JsonNode> header : input.get("headers").properties()) {
            record.headers().add(header.getKey(), header.getValue().asText().getBytes(StandardCharsets.UTF_8));
        }
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                 new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            RecordMetadata written = producer.send(record).get();
            System.out.println(written.partition() + " " + written.offset());
        }
    }

    private static String get(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private void write(JsonNode schema, JsonNode value, String namespace) throws Exception {
        if (schema.isArray()) {
            writeUnion(schema, value, namespace);
            return;
        }
        String type = schema.isTextual() ? schema.asText() : schema.get("type").asText();
        switch (type) {
            case "record" -> {
                String inner = define(schema, namespace);
                for (JsonNode field : schema.get("fields")) {
                    write(field.get("type"), value.get(field.get("name").asText()), inner);
                }
            }
            case "enum" -> {
                define(schema, namespace);
                int index = 0;
                while (!schema.get("symbols").get(index).asText().equals(value.asText())) {
                    index++;
                }
                writeLong(index);
            }
            case "array" -> {
                if (!value.isEmpty()) {
                    writeLong(value.size());
                    for (JsonNode item : value) {
                        write(schema.get("items"), item, namespace);
                    }
                }
                writeLong(0);
            }
            case "string" -> writeBytes(value.asText().getBytes(StandardCharsets.UTF_8));
            case "bytes" -> writeBytes(Base64.getDecoder().decode(value.asText()));
            case "int", "long" -> writeLong(value.asLong());
            case "boolean" -> out.write(value.asBoolean() ? 1 : 0);
            case "null" -> { }
            default -> write(named.get(type.contains(".") ? type : namespace + "." + type), value, namespace);
        }
    }

    private void writeUnion(JsonNode branches, JsonNode value, String namespace) throws Exception {
        boolean absent = value == null || value.isNull();
        for (int index = 0; index < branches.size(); index++) {
            if (branches.get(index).asText().equals("null") == absent) {
                writeLong(index);
                write(branches.get(index), value, namespace);
                return;
            }
        }
        throw new IllegalArgumentException("no branch for " + value);
    }

    private String define(JsonNode schema, String enclosing) {
        String namespace = schema.has("namespace") ? schema.get("namespace").asText() : enclosing;
        named.put(namespace + "." + schema.get("name").asText(), schema);
        return namespace;
    }

    private void writeBytes(byte[] bytes) throws Exception {
        writeLong(bytes.length);
        out.write(bytes);
    }

    private void writeLong(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
