package peers;

import mesh.customs.DeclarationAccepted;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Decides every accepted declaration; keeps nothing. Records of other types arrive as null. */
final class Deciding extends ContextualProcessor<String, SpecificRecord, String, SpecificRecord> {
  private final App.Agency agency;

  Deciding(App.Agency agency) {
    this.agency = agency;
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    if (record.value() instanceof DeclarationAccepted accepted) {
      context().forward(new Record<>(record.key(), agency.decide().apply(accepted), record.timestamp()));
    }
  }
}
