package peers;

import java.nio.ByteBuffer;
import java.util.List;
import mesh.common.DocumentRef;
import mesh.common.DocumentType;
import mesh.common.TaxRegime;
import mesh.customs.DeclarationContent;
import mesh.customs.DeclarationSubject;
import mesh.customs.DeclaredLine;
import mesh.customs.clearance.Declaration;
import mesh.customs.clearance.ListOnFile;
import mesh.customs.clearance.OrderOnFile;
import mesh.customs.clearance.OrderedLine;
import mesh.customs.clearance.PaymentOnFile;
import mesh.customs.clearance.Stage;
import mesh.customs.clearance.WaybillOnFile;
import mesh.trade.ListLine;
import mesh.trade.ImportListSubmitted;
import mesh.trade.OrderLine;
import mesh.trade.ImportOrderSubmitted;
import mesh.trade.ImportPaymentSubmitted;
import mesh.trade.ImportWaybillSubmitted;

/** Fields from record to record, as bench/peers/records.py has them. */
final class Fields {
  private static final List<String> DECIDERS = List.of("inspection", "forex", "assessment");

  static OrderOnFile onFile(ImportOrderSubmitted from) {
    OrderOnFile file = new OrderOnFile();
    file.setDocumentId(from.getDocumentId());
    file.setContentDigest(from.getContentDigest());
    file.setSenderCode(from.getSenderCode());
    file.setAcceptedAtMs(from.getAcceptedAtMs());
    file.setOrderNo(from.getOrderNo());
    file.setPlatformCode(from.getPlatformCode());
    file.setMerchantCode(from.getMerchantCode());
    file.setActualPaidCnyE5(from.getActualPaidCnyE5());
    file.setPaymentInstitutionCode(from.getPaymentInstitutionCode());
    file.setPaymentNo(from.getPaymentNo());
    file.setPersons(from.getPersonDigests());
    file.setLines(from.getLines().stream().map(Fields::line).toList());
    return file;
  }

  static PaymentOnFile onFile(ImportPaymentSubmitted from) {
    PaymentOnFile file = new PaymentOnFile();
    file.setDocumentId(from.getDocumentId());
    file.setContentDigest(from.getContentDigest());
    file.setSenderCode(from.getSenderCode());
    file.setAcceptedAtMs(from.getAcceptedAtMs());
    file.setOrderNo(from.getOrderNo());
    file.setPlatformCode(from.getPlatformCode());
    file.setPaymentInstitutionCode(from.getPaymentInstitutionCode());
    file.setPaymentNo(from.getPaymentNo());
    file.setAmountPaidCnyE5(from.getAmountPaidCnyE5());
    file.setPayTime(from.getPayTime());
    file.setPersons(from.getPersonDigests());
    return file;
  }

  static WaybillOnFile onFile(ImportWaybillSubmitted from) {
    WaybillOnFile file = new WaybillOnFile();
    file.setDocumentId(from.getDocumentId());
    file.setContentDigest(from.getContentDigest());
    file.setSenderCode(from.getSenderCode());
    file.setAcceptedAtMs(from.getAcceptedAtMs());
    file.setOrderNo(from.getOrderNo());
    file.setCarrierCode(from.getCarrierCode());
    file.setWaybillNo(from.getWaybillNo());
    file.setFreightCnyE5(from.getFreightCnyE5());
    file.setInsuranceCnyE5(from.getInsuranceCnyE5());
    file.setPersons(from.getPersonDigests());
    return file;
  }

  static ListOnFile onFile(ImportListSubmitted from) {
    ListOnFile file = new ListOnFile();
    file.setDocumentId(from.getDocumentId());
    file.setContentDigest(from.getContentDigest());
    file.setSenderCode(from.getSenderCode());
    file.setAcceptedAtMs(from.getAcceptedAtMs());
    file.setOrderNo(from.getOrderNo());
    file.setPlatformCode(from.getPlatformCode());
    file.setMerchantCode(from.getMerchantCode());
    file.setAgentCode(from.getAgentCode());
    file.setCustomsCode(from.getCustomsCode());
    file.setCopNo(from.getCopNo());
    file.setCarrierCode(from.getCarrierCode());
    file.setWaybillNo(from.getWaybillNo());
    file.setGuarantorCode(from.getGuarantorCode());
    file.setBondedEnterpriseCode(from.getBondedEnterpriseCode());
    file.setTradeMode(from.getTradeMode());
    file.setPortCode(from.getPortCode());
    file.setDepartureCountryCode(from.getDepartureCountryCode());
    file.setFreightCnyE5(from.getFreightCnyE5());
    file.setInsuranceCnyE5(from.getInsuranceCnyE5());
    file.setGrossWeightKgE5(from.getGrossWeightKgE5());
    file.setNetWeightKgE5(from.getNetWeightKgE5());
    file.setPersons(from.getPersonDigests());
    file.setLicenceNo(from.getLicenceNo());
    file.setLines(from.getLines().stream().map(Fields::line).toList());
    return file;
  }

  private static OrderedLine line(OrderLine from) {
    OrderedLine line = new OrderedLine();
    line.setGnum(from.getGnum());
    line.setQuantityE5(from.getQuantityE5());
    line.setUnitPriceCnyE5(from.getUnitPriceCnyE5());
    line.setTotalPriceCnyE5(from.getTotalPriceCnyE5());
    return line;
  }

  private static DeclaredLine line(ListLine from) {
    DeclaredLine line = new DeclaredLine();
    line.setGnum(from.getGnum());
    line.setCommodityCode(from.getCommodityCode());
    line.setOriginCountryCode(from.getOriginCountryCode());
    line.setQuantityE5(from.getQuantityE5());
    line.setUnitCode(from.getUnitCode());
    line.setStatutoryQuantityE5(from.getStatutoryQuantityE5());
    line.setStatutoryUnitCode(from.getStatutoryUnitCode());
    line.setSecondQuantityE5(from.getSecondQuantityE5());
    line.setSecondUnitCode(from.getSecondUnitCode());
    line.setUnitPriceCnyE5(from.getUnitPriceCnyE5());
    line.setTotalPriceCnyE5(from.getTotalPriceCnyE5());
    line.setItemRecordNo(from.getItemRecordNo());
    line.setGoodsName(from.getGoodsName());
    line.setBarCode(from.getBarCode());
    return line;
  }

  static Declaration declaration(OrderOnFile order, ListOnFile list) {
    Declaration declaration = new Declaration();
    declaration.setDeclarationId("D" + list.getOrderNo());
    declaration.setPlatformCode(list.getPlatformCode());
    declaration.setRevision(1);
    declaration.setStage(Stage.DECIDING);
    declaration.setReturnStatus("120");
    declaration.setPreEntryNo("B" + list.getOrderNo());
    declaration.setDeadlineAtMs(list.getAcceptedAtMs());
    declaration.setClosesAtMs(list.getAcceptedAtMs());
    declaration.setBuyerPseudonym(ByteBuffer.allocate(0));
    declaration.setQuotaYear(list.getPersons().get(0).getQuotaYear());
    declaration.setPaymentWon(true);
    declaration.setWaybillWon(true);
    declaration.setDeciders(DECIDERS);
    declaration.setStandings(List.of());
    declaration.setHolds(List.of());
    declaration.setSought(List.of());
    declaration.setFoundElsewhere(List.of());
    declaration.setPaymentInstitutionCode(order.getPaymentInstitutionCode());
    declaration.setPaymentNo(order.getPaymentNo());
    return declaration;
  }

  static DeclarationSubject subject(ListOnFile list, List<DocumentRef> documents) {
    DeclarationSubject subject = new DeclarationSubject();
    subject.setDeclarationId("D" + list.getOrderNo());
    subject.setRevision(1);
    subject.setOrderNo(list.getOrderNo());
    subject.setPlatformCode(list.getPlatformCode());
    subject.setMerchantCode(list.getMerchantCode());
    subject.setAgentCode(list.getAgentCode());
    subject.setCustomsCode(list.getCustomsCode());
    subject.setCopNo(list.getCopNo());
    subject.setPreEntryNo("B" + list.getOrderNo());
    subject.setDocuments(documents);
    return subject;
  }

  static DeclarationContent content(PaymentOnFile payment, WaybillOnFile waybill, ListOnFile list) {
    long value = 0;
    for (DeclaredLine line : list.getLines()) {
      value += line.getTotalPriceCnyE5();
    }
    ByteBuffer person = payment.getPersons().get(0).getPersonId();
    DeclarationContent content = new DeclarationContent();
    content.setTradeMode(list.getTradeMode());
    content.setAcceptedAtMs(list.getAcceptedAtMs());
    content.setAcceptanceDate("2024-11-11");
    content.setCarrierCode(waybill.getCarrierCode());
    content.setWaybillNo(waybill.getWaybillNo());
    content.setPaymentInstitutionCode(payment.getPaymentInstitutionCode());
    content.setPaymentNo(payment.getPaymentNo());
    content.setGuarantorCode(list.getGuarantorCode());
    content.setBondedEnterpriseCode(list.getBondedEnterpriseCode());
    content.setPortCode(list.getPortCode());
    content.setDepartureCountryCode(list.getDepartureCountryCode());
    content.setBuyerPseudonym(person == null ? ByteBuffer.allocate(0) : person);
    content.setQuotaYear(payment.getPersons().get(0).getQuotaYear());
    content.setAmountPaidCnyE5(payment.getAmountPaidCnyE5());
    content.setFreightCnyE5(list.getFreightCnyE5());
    content.setInsuranceCnyE5(list.getInsuranceCnyE5());
    content.setGoodsValueCnyE5(value);
    content.setDutiableCnyE5(value + list.getFreightCnyE5() + list.getInsuranceCnyE5());
    content.setTaxRegime(TaxRegime.PREFERENTIAL);
    content.setGrossWeightKgE5(list.getGrossWeightKgE5());
    content.setNetWeightKgE5(list.getNetWeightKgE5());
    content.setLines(list.getLines());
    content.setDeciders(DECIDERS);
    return content;
  }

  static DocumentRef ref(OrderOnFile order) {
    return ref(
        DocumentType.IMPORT_ORDER, order.getDocumentId(), order.getPlatformCode(), order.getOrderNo(), order.getSenderCode());
  }

  static DocumentRef ref(PaymentOnFile payment) {
    return ref(
        DocumentType.IMPORT_PAYMENT,
        payment.getDocumentId(),
        payment.getPaymentInstitutionCode(),
        payment.getPaymentNo(),
        payment.getSenderCode());
  }

  static DocumentRef ref(WaybillOnFile waybill) {
    return ref(
        DocumentType.IMPORT_WAYBILL,
        waybill.getDocumentId(),
        waybill.getCarrierCode(),
        waybill.getWaybillNo(),
        waybill.getSenderCode());
  }

  static DocumentRef ref(ListOnFile list) {
    String number = list.getCopNo() == null ? "" : list.getCopNo();
    return ref(DocumentType.IMPORT_LIST, list.getDocumentId(), list.getAgentCode(), number, list.getSenderCode());
  }

  private static DocumentRef ref(DocumentType type, String id, String issuer, String number, String sender) {
    DocumentRef ref = new DocumentRef();
    ref.setDocumentType(type);
    ref.setDocumentId(id);
    ref.setIssuerCode(issuer);
    ref.setNumber(number);
    ref.setSenderCode(sender);
    return ref;
  }

  private Fields() {}
}
