package peers;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import mesh.forex.ForexDecided;
import mesh.inspection.InspectionDecided;
import mesh.tax.DutyAssessed;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.Stores;

/**
 * One application of the topology: APPLICATION BOOTSTRAP MESH FOLDER. The system property peers.ids names the schema ids.
 *
 * <p>Everything that is not set here is Kafka Streams' default, the size of its caches included.
 */
public final class App {
  static final String DOCUMENTS = "trade.imports.v1";
  static final String DECLARATIONS = "customs.declarations.v1";
  static final Map<String, Agency> AGENCIES =
      Map.of(
          "inspection", new Agency("inspection.decisions.v1", InspectionDecided.class, Rules::inspect),
          "forex", new Agency("forex.decisions.v1", ForexDecided.class, Rules::settle),
          "tax", new Agency("tax.assessments.v1", DutyAssessed.class, Rules::assess));

  /** An application beside customs: where it writes, what, and how it decides. */
  record Agency(
      String topic,
      Class<? extends SpecificRecord> decides,
      java.util.function.Function<mesh.customs.DeclarationAccepted, SpecificRecord> decide) {}

  public static void main(String[] arguments) throws InterruptedException {
    String application = arguments[0];
    String bootstrap = arguments[1];
    String prefix = arguments[2];
    String folder = arguments[3];
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, prefix + "." + application);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED); // any order will do
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    KafkaStreams streams =
        new KafkaStreams(application.equals("customs") ? customs(prefix) : agency(prefix, application), settings);
    CountDownLatch ended = new CountDownLatch(1);
    streams.setUncaughtExceptionHandler(
        error -> {
          error.printStackTrace();
          ended.countDown();
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
    ended.await();
    Runtime.getRuntime().halt(1);
  }

  private static Topology customs(String prefix) {
    Wire wire = Wire.of(null);
    Topology topology = new Topology();
    topology.addSource("documents", Serdes.String().deserializer(), wire.deserializer(), prefix + "." + DOCUMENTS);
    topology.addSource(
        "decisions",
        Serdes.String().deserializer(),
        wire.deserializer(),
        AGENCIES.values().stream().map(agency -> prefix + "." + agency.topic()).toArray(String[]::new));
    topology.addProcessor("join", Customs::new, "documents", "decisions");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(Customs.STORE), Serdes.String(), wire)
            .withCachingEnabled()
            .withLoggingEnabled(Map.of()),
        "join");
    topology.addSink(
        "declarations", prefix + "." + DECLARATIONS, Serdes.String().serializer(), wire.serializer(), "join");
    return topology;
  }

  private static Topology agency(String prefix, String application) {
    Agency agency = AGENCIES.get(application);
    Wire wire = Wire.of(mesh.customs.DeclarationAccepted.class);
    Topology topology = new Topology();
    topology.addSource("declarations", Serdes.String().deserializer(), wire.deserializer(), prefix + "." + DECLARATIONS);
    topology.addProcessor("decide", () -> new Deciding(agency), "declarations");
    topology.addSink("decisions", prefix + "." + agency.topic(), Serdes.String().serializer(), wire.serializer(), "decide");
    return topology;
  }

  private App() {}
}
