package peers;

import java.util.ArrayList;
import java.util.List;
import mesh.common.Effect;
import mesh.customs.DeclarationAccepted;
import mesh.customs.DeclaredLine;
import mesh.forex.ForexDecided;
import mesh.inspection.InspectionDecided;
import mesh.tax.DutyAssessed;
import mesh.tax.LineAssessed;

/** The agencies' trivial rules, as bench/peers/join.py has them. */
final class Rules {
  static final String VERSION = "peers-1";
  private static final long VAT_PER_100_000 = 9_100;

  static InspectionDecided inspect(DeclarationAccepted accepted) {
    InspectionDecided decided = new InspectionDecided();
    decided.setDeclarationId(accepted.getSubject().getDeclarationId());
    decided.setRevision(accepted.getSubject().getRevision());
    decided.setEffect(accepted.getContent().getGrossWeightKgE5() > 0 ? Effect.PASS : Effect.HOLD);
    decided.setReasons(List.of());
    decided.setRules(List.of());
    decided.setRulesVersion(VERSION);
    decided.setRegisters(List.of());
    decided.setGrade("B");
    decided.setReleaseMode("1");
    decided.setSampled(false);
    return decided;
  }

  static ForexDecided settle(DeclarationAccepted accepted) {
    ForexDecided decided = new ForexDecided();
    decided.setDeclarationId(accepted.getSubject().getDeclarationId());
    decided.setRevision(accepted.getSubject().getRevision());
    decided.setEffect(accepted.getContent().getAmountPaidCnyE5() > 0 ? Effect.PASS : Effect.HOLD);
    decided.setReasons(List.of());
    decided.setRules(List.of());
    decided.setRulesVersion(VERSION);
    decided.setRegisters(List.of());
    decided.setPaymentInstitutionCode(accepted.getContent().getPaymentInstitutionCode());
    return decided;
  }

  static DutyAssessed assess(DeclarationAccepted accepted) {
    List<LineAssessed> lines = new ArrayList<>(accepted.getContent().getLines().size());
    long vat = 0;
    for (DeclaredLine declared : accepted.getContent().getLines()) {
      LineAssessed line = new LineAssessed();
      line.setGnum(declared.getGnum());
      line.setCommodityCode(declared.getCommodityCode());
      line.setDutiableCnyE5(declared.getTotalPriceCnyE5());
      line.setDutyCnyE5(0L);
      line.setConsumptionTaxCnyE5(0L);
      line.setVatCnyE5(declared.getTotalPriceCnyE5() * VAT_PER_100_000 / 100_000);
      vat += line.getVatCnyE5();
      lines.add(line);
    }
    DutyAssessed assessed = new DutyAssessed();
    assessed.setDeclarationId(accepted.getSubject().getDeclarationId());
    assessed.setRevision(accepted.getSubject().getRevision());
    assessed.setEffect(Effect.PASS);
    assessed.setReasons(List.of());
    assessed.setRules(List.of());
    assessed.setRulesVersion(VERSION);
    assessed.setRegisters(List.of());
    assessed.setTaxRegime(accepted.getContent().getTaxRegime());
    assessed.setGuarantorCode(accepted.getContent().getGuarantorCode());
    assessed.setDutyCnyE5(0L);
    assessed.setConsumptionTaxCnyE5(0L);
    assessed.setVatCnyE5(vat);
    assessed.setTotalCnyE5(vat);
    assessed.setLines(lines);
    return assessed;
  }

  private Rules() {}
}
