package gateway.processors.correspondent.message;

import gateway.platform.iso20022.Bic;
import gateway.platform.iso20022.Iban;
import gateway.platform.iso20022.Texts;
import gateway.processors.correspondent.Correspondents.Fault;
import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.CreditTransfer.Address;
import gateway.processors.correspondent.CreditTransfer.Agent;
import gateway.processors.correspondent.CreditTransfer.BankAccount;
import gateway.processors.correspondent.CreditTransfer.ChargeBearer;
import gateway.processors.correspondent.CreditTransfer.Party;
import gateway.processors.correspondent.Recall;
import gateway.shared.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What CBPR+ and the schema refuse a credit transfer for. R numbers are those of the public rule checker for pacs.008
 * (SR2026); SCHEMA is a length or a form of the schema; X is SWIFT's character set.
 */
public final class UsageRules {

    private static final Pattern PURPOSE = Pattern.compile("[A-Z]{4}");
    private static final Pattern CLEARING = Pattern.compile("[A-Z]{5}");
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9]{1,28}");
    private static final int TAG = 16;
    private static final int REFERENCE = 35;
    private static final int ACCOUNT = 34;
    private static final int NAME = 140;
    private static final int STREET = 70;
    private static final int RECALL_TEXT = 105;

    private final List<Fault> faults = new ArrayList<>();

    private UsageRules() {}

    public static List<Fault> faults(CreditTransfer it) {
        var rules = new UsageRules();
        rules.ids(it);
        rules.amounts(it);
        rules.party("Dbtr", it.debtor());
        rules.account("DbtrAcct", it.debtorAccount());
        rules.agent(it.creditorAgent());
        rules.party("Cdtr", it.creditor());
        rules.account("CdtrAcct", it.creditorAccount());
        rules.optional("RmtInf/Ustrd", it.remittance(), NAME);
        rules.unless(
                it.purpose() == null || PURPOSE.matcher(it.purpose()).matches(), "SCHEMA", "Purp/Cd", "four letters");
        return List.copyOf(rules.faults);
    }

    public static List<Fault> faults(Recall it) {
        var rules = new UsageRules();
        rules.text("CxlId", it.id(), TAG);
        rules.unless(Texts.isReference(it.id()), "R28", "CxlId", "no slash at an end, and no two together");
        rules.uetr("OrgnlUETR", it.uetr().toString());
        rules.optional("CxlRsnInf/AddtlInf", it.text(), RECALL_TEXT);
        return List.copyOf(rules.faults);
    }

    private void ids(CreditTransfer it) {
        text("PmtId/InstrId", it.instructionId(), TAG);
        unless(
                Texts.isReference(it.instructionId()),
                "R28",
                "PmtId/InstrId",
                "no slash at an end, and no two together");
        text("PmtId/EndToEndId", it.endToEndId(), REFERENCE);
        unless(
                Texts.isReference(it.endToEndId()),
                "R29",
                "PmtId/EndToEndId",
                "no slash at an end, and no two together");
        uetr("PmtId/UETR", it.uetr().toString());
    }

    private void uetr(String path, String uetr) {
        unless(Texts.isUetr(uetr), "UETR", path, "a UUID of version 4");
    }

    private void amounts(CreditTransfer it) {
        unless(it.settled().isPositive(), "SCHEMA", "IntrBkSttlmAmt", "more than zero");
        unless(it.instructed().isPositive(), "SCHEMA", "InstdAmt", "more than zero");
        if (!it.settled().asset().equals(it.instructed().asset())) {
            return;
        }
        Money settled = it.settled();
        Money instructed = it.instructed();
        unless(
                it.charges() == ChargeBearer.DEBT || !settled.isGreaterThan(instructed),
                "R33",
                "ChrgsInf",
                "only the sender's charges may come on top of what was ordered");
        unless(
                it.charges() != ChargeBearer.DEBT || !instructed.isGreaterThan(settled),
                "R30",
                "ChrgsInf",
                "nothing may be taken from what was ordered when the sender bears the charges");
    }

    private void party(String path, Party it) {
        text(path + "/Nm", it.name(), NAME);
        address(path, it.address());
    }

    private void address(String path, Address it) {
        unless(Texts.isCountry(it.country()), "SCHEMA", path + "/PstlAdr/Ctry", "a country of ISO 3166");
        text(path + "/PstlAdr/TwnNm", it.town(), REFERENCE);
        optional(path + "/PstlAdr/PstCd", it.postalCode(), TAG);
        optional(path + "/PstlAdr/StrtNm", it.street(), STREET);
        optional(path + "/PstlAdr/BldgNb", it.building(), TAG);
        optional(path + "/PstlAdr/CtrySubDvsn", it.subdivision(), REFERENCE);
    }

    private void account(String path, BankAccount it) {
        unless((it.iban() == null) != (it.other() == null), "SCHEMA", path + "/Id", "an IBAN or another number");
        if (it.iban() != null) {
            unless(Iban.isRight(it.iban()), "IBAN", path + "/Id/IBAN", "an IBAN whose check digits are right");
        }
        optional(path + "/Id/Othr/Id", it.other(), ACCOUNT);
    }

    private void agent(Agent it) {
        var path = "CdtrAgt/FinInstnId";
        if (it.bic() != null) {
            unless(Bic.isRight(it.bic()), "VAL-BIC", path + "/BICFI", "a BIC");
        }
        unless(
                (it.clearingSystem() == null) == (it.member() == null),
                "SCHEMA",
                path + "/ClrSysMmbId",
                "a clearing system and the number there, or neither");
        unless(
                it.clearingSystem() == null
                        || CLEARING.matcher(it.clearingSystem()).matches(),
                "SCHEMA",
                path + "/ClrSysMmbId/ClrSysId/Cd",
                "five letters");
        unless(
                it.member() == null || MEMBER.matcher(it.member()).matches(),
                "SCHEMA",
                path + "/ClrSysMmbId/MmbId",
                "letters and digits, at most 28");
        unless((it.name() == null) == (it.address() == null), "R19", path, "name and address together, or neither");
        unless(it.bic() != null || it.name() != null, "R12", path, "a BIC, or name and address");
        optional(path + "/Nm", it.name(), NAME);
        if (it.address() != null) {
            address(path, it.address());
        }
    }

    private void optional(String path, @Nullable String text, int longest) {
        if (text != null) {
            text(path, text, longest);
        }
    }

    private void text(String path, String text, int longest) {
        unless(!text.isBlank() && text.length() <= longest, "SCHEMA", path, "1 to %d characters".formatted(longest));
        unless(text.equals(text.strip()), "SCHEMA", path, "no blanks around it");
        unless(Texts.isSwiftX(text), "X", path, "letters and signs of SWIFT's set X");
    }

    private void unless(boolean right, String rule, String path, String wanted) {
        if (!right) {
            faults.add(new Fault(rule, path, "must be: " + wanted));
        }
    }
}
