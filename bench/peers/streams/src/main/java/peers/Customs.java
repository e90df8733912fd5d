package peers;

import java.util.ArrayList;
import java.util.List;
import mesh.common.Decision;
import mesh.customs.DeclarationAccepted;
import mesh.customs.DeclarationCleared;
import mesh.customs.clearance.Declaration;
import mesh.customs.clearance.ListOnFile;
import mesh.customs.clearance.OrderOnFile;
import mesh.customs.clearance.PaymentOnFile;
import mesh.customs.clearance.Standing;
import mesh.customs.clearance.WaybillOnFile;
import mesh.forex.ForexDecided;
import mesh.inspection.InspectionDecided;
import mesh.tax.DutyAssessed;
import mesh.trade.ImportListSubmitted;
import mesh.trade.ImportOrderSubmitted;
import mesh.trade.ImportPaymentSubmitted;
import mesh.trade.ImportWaybillSubmitted;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** The join of bench/peers/join.py: the same state records under the same keys, the same events. */
final class Customs extends ContextualProcessor<String, SpecificRecord, String, SpecificRecord> {
  static final String STORE = "orders";

  private static final String ORDER = "OrderOnFile/";
  private static final String PAYMENT = "PaymentOnFile/";
  private static final String WAYBILL = "WaybillOnFile/";
  private static final String LIST = "ListOnFile/";
  private static final String DECLARATION = "Declaration/";

  private KeyValueStore<String, SpecificRecord> store;

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    super.init(context);
    store = context.getStateStore(STORE);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    SpecificRecord event = record.value();
    if (event == null) {
      return;
    }
    String source = source(event);
    SpecificRecord emitted = source == null ? document(record.key(), event) : decision(record.key(), event, source);
    if (emitted != null) {
      context().forward(new Record<>(record.key(), emitted, record.timestamp()));
    }
  }

  private SpecificRecord document(String key, SpecificRecord event) {
    SpecificRecord put = onFile(event);
    OrderOnFile order = put instanceof OrderOnFile own ? own : (OrderOnFile) store.get(ORDER + key);
    if (order == null) {
      return keep(key, put);
    }
    PaymentOnFile payment = put instanceof PaymentOnFile own ? own : (PaymentOnFile) store.get(PAYMENT + key);
    if (payment == null) {
      return keep(key, put);
    }
    WaybillOnFile waybill = put instanceof WaybillOnFile own ? own : (WaybillOnFile) store.get(WAYBILL + key);
    if (waybill == null) {
      return keep(key, put);
    }
    ListOnFile list = put instanceof ListOnFile own ? own : (ListOnFile) store.get(LIST + key);
    if (list == null) {
      return keep(key, put);
    }
    if (put == list) {
      keep(key, put);
    }
    keep(key, Fields.declaration(order, list));
    store.delete(ORDER + key);
    store.delete(PAYMENT + key);
    store.delete(WAYBILL + key);
    DeclarationAccepted accepted = new DeclarationAccepted();
    accepted.setSubject(
        Fields.subject(list, List.of(Fields.ref(order), Fields.ref(payment), Fields.ref(waybill), Fields.ref(list))));
    accepted.setContent(Fields.content(payment, waybill, list));
    accepted.setRules(List.of());
    accepted.setRulesVersion(Rules.VERSION);
    accepted.setRegisters(List.of());
    return accepted;
  }

  private SpecificRecord decision(String key, SpecificRecord event, String source) {
    Declaration declaration = (Declaration) store.get(DECLARATION + key);
    if (declaration == null) {
      return null;
    }
    List<Standing> standings = new ArrayList<>(declaration.getStandings());
    for (Standing standing : standings) {
      if (standing.getSource().equals(source)) {
        return null;
      }
    }
    standings.add(standing(event, source));
    if (standings.size() < App.AGENCIES.size()) {
      declaration.setStandings(standings);
      return keep(key, declaration);
    }
    ListOnFile list = (ListOnFile) store.get(LIST + key);
    store.delete(LIST + key);
    store.delete(DECLARATION + key);
    DeclarationCleared cleared = new DeclarationCleared();
    cleared.setSubject(Fields.subject(list, List.of(Fields.ref(list))));
    cleared.setClearedAtMs(list.getAcceptedAtMs());
    return cleared;
  }

  private SpecificRecord keep(String key, SpecificRecord record) {
    store.put(record.getSchema().getName() + "/" + key, record);
    return null;
  }

  private static SpecificRecord onFile(SpecificRecord event) {
    if (event instanceof ImportOrderSubmitted order) {
      return Fields.onFile(order);
    }
    if (event instanceof ImportPaymentSubmitted payment) {
      return Fields.onFile(payment);
    }
    if (event instanceof ImportWaybillSubmitted waybill) {
      return Fields.onFile(waybill);
    }
    return Fields.onFile((ImportListSubmitted) event);
  }

  private static String source(SpecificRecord event) {
    if (event instanceof InspectionDecided) {
      return "inspection";
    }
    if (event instanceof ForexDecided) {
      return "forex";
    }
    return event instanceof DutyAssessed ? "assessment" : null;
  }

  private static Standing standing(SpecificRecord event, String source) {
    Standing standing = new Standing();
    standing.setSource(source);
    Decision decision = decision(event);
    standing.setEffect(decision.getEffect());
    standing.setReasons(decision.getReasons());
    return standing;
  }

  private static Decision decision(SpecificRecord event) {
    if (event instanceof InspectionDecided decided) {
      return decided.getDecision();
    }
    if (event instanceof ForexDecided decided) {
      return decided.getDecision();
    }
    return ((DutyAssessed) event).getDecision();
  }
}
