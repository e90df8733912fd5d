package peers;

import java.util.ArrayList;
import java.util.List;
import mesh.common.Decision;
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
    decided.setDecision(decision(accepted, accepted.getContent().getGrossWeightKgE5() > 0 ? Effect.PASS : Effect.HOLD));
    decided.setGrade("B");
    decided.setReleaseMode("1");
    decided.setSampled(false);
    return decided;
  }

  static ForexDecided settle(DeclarationAccepted accepted) {
    ForexDecided decided = new ForexDecided();
    decided.setDecision(decision(accepted, accepted.getContent().getAmountPaidCnyE5() > 0 ? Effect.PASS : Effect.HOLD));
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
    assessed.setDecision(decision(accepted, Effect.PASS));
    assessed.setTaxRegime(accepted.getContent().getTaxRegime());
    assessed.setGuarantorCode(accepted.getContent().getGuarantorCode());
    assessed.setDutyCnyE5(0L);
    assessed.setConsumptionTaxCnyE5(0L);
    assessed.setVatCnyE5(vat);
    assessed.setTotalCnyE5(vat);
    assessed.setLines(lines);
    assessed.setRated(List.of());
    return assessed;
  }

  private static Decision decision(DeclarationAccepted accepted, Effect effect) {
    Decision decision = new Decision();
    decision.setDeclarationId(accepted.getSubject().getDeclarationId());
    decision.setRevision(accepted.getSubject().getRevision());
    decision.setEffect(effect);
    decision.setReasons(List.of());
    decision.setRules(List.of());
    decision.setRulesVersion(VERSION);
    decision.setRegisters(List.of());
    return decision;
  }

  private Rules() {}
}
