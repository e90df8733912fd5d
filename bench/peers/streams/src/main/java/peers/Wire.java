package peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mesh.customs.DeclarationAccepted;
import mesh.customs.DeclarationCleared;
import mesh.customs.clearance.Declaration;
import mesh.customs.clearance.ListOnFile;
import mesh.customs.clearance.OrderOnFile;
import mesh.customs.clearance.PaymentOnFile;
import mesh.customs.clearance.WaybillOnFile;
import mesh.forex.ForexDecided;
import mesh.inspection.InspectionDecided;
import mesh.tax.DutyAssessed;
import mesh.trade.ImportListSubmitted;
import mesh.trade.ImportOrderSubmitted;
import mesh.trade.ImportPaymentSubmitted;
import mesh.trade.ImportWaybillSubmitted;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Records to bytes and back: a zero byte, four bytes of schema id, Avro. Types that nobody asked for are read as null.
 *
 * <p>Encoders, decoders and buffers are kept per serializer; Kafka Streams uses each on one thread.
 */
final class Wire implements Serde<SpecificRecord> {
  private static final int HEAD = 5;
  private static final List<Class<? extends SpecificRecord>> TYPES =
      List.of(
          ImportOrderSubmitted.class, ImportPaymentSubmitted.class, ImportWaybillSubmitted.class, ImportListSubmitted.class,
          DeclarationAccepted.class, DeclarationCleared.class,
          InspectionDecided.class, ForexDecided.class, DutyAssessed.class,
          OrderOnFile.class, PaymentOnFile.class, WaybillOnFile.class, ListOnFile.class, Declaration.class);

  private final Class<? extends SpecificRecord> only;
  private final Map<String, Integer> ids = new HashMap<>();

  /** Reads and writes all types, or reads only one of them. */
  static Wire of(Class<? extends SpecificRecord> only) {
    return new Wire(only);
  }

  private Wire(Class<? extends SpecificRecord> only) {
    this.only = only;
    for (String pair : System.getProperty("peers.ids").split(",")) {
      String[] parts = pair.split("=");
      ids.put(parts[0], Integer.parseInt(parts[1]));
    }
  }

  @Override
  public Serializer<SpecificRecord> serializer() {
    Map<Schema, Writing> writers = new HashMap<>();
    for (Class<? extends SpecificRecord> type : TYPES) {
      Schema schema = SpecificData.get().getSchema(type);
      writers.put(schema, new Writing(ids.get(schema.getFullName()), new SpecificDatumWriter<>(schema)));
    }
    Map<Class<?>, Writing> byType = new HashMap<>();
    TYPES.forEach(type -> byType.put(type, writers.get(SpecificData.get().getSchema(type))));
    return new Serializer<>() {
      private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2048);
      private BinaryEncoder encoder;

      @Override
      public byte[] serialize(String topic, SpecificRecord record) {
        if (record == null) {
          return null;
        }
        Writing writing = byType.get(record.getClass());
        buffer.reset();
        buffer.write(0);
        buffer.write(writing.id() >>> 24);
        buffer.write(writing.id() >>> 16);
        buffer.write(writing.id() >>> 8);
        buffer.write(writing.id());
        encoder = EncoderFactory.get().directBinaryEncoder(buffer, encoder);
        try {
          writing.writer().write(record, encoder);
        } catch (IOException error) {
          throw new UncheckedIOException(error);
        }
        return buffer.toByteArray();
      }
    };
  }

  @Override
  public Deserializer<SpecificRecord> deserializer() {
    Map<Integer, SpecificDatumReader<SpecificRecord>> readers = new HashMap<>();
    for (Class<? extends SpecificRecord> type : TYPES) {
      if (only == null || only == type) {
        Schema schema = SpecificData.get().getSchema(type);
        readers.put(ids.get(schema.getFullName()), new SpecificDatumReader<>(schema));
      }
    }
    return new Deserializer<>() {
      private BinaryDecoder decoder;

      @Override
      public SpecificRecord deserialize(String topic, byte[] value) {
        if (value == null) {
          return null;
        }
        int id =
            (value[1] & 0xff) << 24 | (value[2] & 0xff) << 16 | (value[3] & 0xff) << 8 | (value[4] & 0xff);
        SpecificDatumReader<SpecificRecord> reader = readers.get(id);
        if (reader == null) {
          return null;
        }
        decoder = DecoderFactory.get().binaryDecoder(value, HEAD, value.length - HEAD, decoder);
        try {
          return reader.read(null, decoder);
        } catch (IOException error) {
          throw new UncheckedIOException(error);
        }
      }
    };
  }

  private record Writing(int id, SpecificDatumWriter<SpecificRecord> writer) {}
}
