package gateway.processors.correspondent.message;

import static gateway.processors.correspondent.message.Transfers.AT;
import static gateway.processors.correspondent.message.Transfers.ENDS;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.correspondent.Correspondents.Fault;
import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.CreditTransfer.Address;
import gateway.processors.correspondent.CreditTransfer.Agent;
import gateway.processors.correspondent.CreditTransfer.BankAccount;
import gateway.processors.correspondent.CreditTransfer.ChargeBearer;
import gateway.processors.correspondent.CreditTransfer.Party;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule, by a transfer that breaks it and nothing else; and whatever breaks none can be sent. */
class UsageRulesTest {

    private static final String SIXTY = "x".repeat(60);

    /** A sample with some things changed. */
    private static CreditTransfer with(String what, @Nullable String value) {
        var it = Transfers.sample();
        var debtor = it.debtor();
        var creditor = it.creditor();
        var home = creditor.address();
        var account = it.creditorAccount();
        var agent = it.creditorAgent();
        var instruction = it.instructionId();
        var endToEnd = it.endToEndId();
        var uetr = it.uetr();
        var purpose = it.purpose();
        var remittance = it.remittance();
        switch (what) {
            case "instruction" -> instruction = String.valueOf(value);
            case "endToEnd" -> endToEnd = String.valueOf(value);
            case "uetr" -> uetr = UUID.fromString(String.valueOf(value));
            case "name" -> creditor = new Party(String.valueOf(value), home);
            case "debtor" -> debtor = new Party(String.valueOf(value), debtor.address());
            case "country" -> home = new Address(String.valueOf(value), home.town(), null, null, null);
            case "town" -> home = new Address(home.country(), String.valueOf(value), null, null, null);
            case "code" -> home = new Address(home.country(), home.town(), value, null, null);
            case "street" -> home = new Address(home.country(), home.town(), null, value, null);
            case "region" -> home = new Address(home.country(), home.town(), null, null, null, value);
            case "iban" -> account = new BankAccount(value, null);
            case "other" -> account = new BankAccount(null, value);
            case "both" -> account = new BankAccount(account.iban(), value);
            case "bic" -> agent = new Agent(value, null, null, null, null);
            case "clearing" -> agent = new Agent("BBBBDEFFXXX", value, "021000021", null, null);
            case "member" -> agent = new Agent("BBBBDEFFXXX", "USABA", value, null, null);
            case "bankName" -> agent = new Agent(null, "USABA", "021000021", value, null);
            case "bank" -> agent = new Agent(null, null, null, value, home);
            case "purpose" -> purpose = value;
            default -> remittance = value;
        }
        return new CreditTransfer(
                it.correspondent(),
                uetr,
                instruction,
                endToEnd,
                it.settled(),
                it.settlementDate(),
                it.instructed(),
                it.charges(),
                debtor,
                it.debtorAccount(),
                new Party(creditor.name(), home),
                account,
                agent,
                purpose,
                remittance);
    }

    @Test
    void theSampleBreaksNone() {
        assertThat(UsageRules.faults(Transfers.sample())).isEmpty();
        assertThat(UsageRules.faults(Transfers.recall("CXL-000003", Transfers.UETR)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "instruction,12345678901234567,SCHEMA,PmtId/InstrId",
                "instruction,'',SCHEMA,PmtId/InstrId",
                "instruction,/1,R28,PmtId/InstrId",
                "instruction,1//2,R28,PmtId/InstrId",
                "instruction,1_2,X,PmtId/InstrId",
                "endToEnd,1/,R29,PmtId/EndToEndId",
                "endToEnd,123456789012345678901234567890123456,SCHEMA,PmtId/EndToEndId",
                "uetr,7f3c2b1a-9d0e-7c5b-8a6f-0123456789ab,UETR,PmtId/UETR",
                "name,Müller,X,Cdtr/Nm",
                "name,Алишер,X,Cdtr/Nm",
                "name,a <b>,X,Cdtr/Nm",
                "name, a,SCHEMA,Cdtr/Nm",
                "name,LONG,SCHEMA,Cdtr/Nm",
                "debtor,a\u0000b,X,Dbtr/Nm",
                "country,QQ,SCHEMA,Cdtr/PstlAdr/Ctry",
                "country,de,SCHEMA,Cdtr/PstlAdr/Ctry",
                "town,'',SCHEMA,Cdtr/PstlAdr/TwnNm",
                "code,12345678901234567,SCHEMA,Cdtr/PstlAdr/PstCd",
                "street,LONG,SCHEMA,Cdtr/PstlAdr/StrtNm",
                "region,LONG,SCHEMA,Cdtr/PstlAdr/CtrySubDvsn",
                "iban,DE89370400440532013001,IBAN,CdtrAcct/Id/IBAN",
                "iban,DE89 3704 0044 0532 0130 00,IBAN,CdtrAcct/Id/IBAN",
                "iban,XX,IBAN,CdtrAcct/Id/IBAN",
                "other,12345678901234567890123456789012345,SCHEMA,CdtrAcct/Id/Othr/Id",
                "both,1,SCHEMA,CdtrAcct/Id",
                "bic,BBBBQQFF,VAL-BIC,CdtrAgt/FinInstnId/BICFI",
                "bic,BBBBDEFFXX,VAL-BIC,CdtrAgt/FinInstnId/BICFI",
                "bic,bbbbdeff,VAL-BIC,CdtrAgt/FinInstnId/BICFI",
                "bic,,R12,CdtrAgt/FinInstnId",
                "clearing,USA,SCHEMA,CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd",
                "clearing,,SCHEMA,CdtrAgt/FinInstnId/ClrSysMmbId",
                "member,0 1,SCHEMA,CdtrAgt/FinInstnId/ClrSysMmbId/MmbId",
                "bankName,First Bank,R19,CdtrAgt/FinInstnId",
                "bank,Bänk,X,CdtrAgt/FinInstnId/Nm",
                "purpose,fami,SCHEMA,Purp/Cd",
                "remittance,'a\nb',X,RmtInf/Ustrd",
                "remittance,LONG,SCHEMA,RmtInf/Ustrd"
            })
    void everyRuleIsSeen(String what, @Nullable String value, String rule, String path) {
        var faults = UsageRules.faults(with(what, "LONG".equals(value) ? SIXTY + SIXTY + SIXTY : value));

        assertThat(faults)
                .extracting(Fault::rule, Fault::path)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(rule, path));
    }

    @ParameterizedTest
    @CsvSource({"SHAR,1250.01,R33", "CRED,1250.01,R33", "DEBT,1249.99,R30", "DEBT,0.00,R30"})
    void chargesStandWithWhomBearsThem(ChargeBearer bearer, String settled, String rule) {
        var it = Transfers.sample();
        var amount = Money.parse(settled, Asset.USD).orElseThrow();
        var transfer = new CreditTransfer(
                it.correspondent(),
                it.uetr(),
                it.instructionId(),
                it.endToEndId(),
                amount,
                it.settlementDate(),
                it.instructed(),
                bearer,
                it.debtor(),
                it.debtorAccount(),
                it.creditor(),
                it.creditorAccount(),
                it.creditorAgent(),
                null,
                null);

        assertThat(UsageRules.faults(transfer)).extracting(Fault::rule).contains(rule);
    }

    @Property(tries = 500)
    void whateverBreaksNoRuleFitsTheSchemaAndIsReadBack(
            @ForAll @StringLength(min = 1, max = 160) @CharRange(from = ' ', to = '~') String name,
            @ForAll @StringLength(max = 20) @CharRange(from = '+', to = 'Z') String instruction,
            @ForAll @StringLength(max = 150) @CharRange(from = ' ', to = 'z') String remittance,
            @ForAll @LongRange(min = -1, max = 99_999_999_999L) long cents) {
        var it = Transfers.to("debk", Transfers.UETR, instruction, name, cents);
        var transfer = new CreditTransfer(
                it.correspondent(),
                it.uetr(),
                it.instructionId(),
                it.endToEndId(),
                it.settled(),
                it.settlementDate(),
                it.instructed(),
                it.charges(),
                it.debtor(),
                it.debtorAccount(),
                it.creditor(),
                it.creditorAccount(),
                it.creditorAgent(),
                it.purpose(),
                remittance);

        if (UsageRules.faults(transfer).isEmpty()) {
            var bytes = WriteMessage.transfer(transfer, ENDS, AT);
            var read = SentTransfer.of(bytes);
            assertThat(OwnSchema.misfit(bytes)).isEmpty();
            assertThat(read.settled()).isEqualTo(transfer.settled());
            assertThat(read.instructionId()).isEqualTo(instruction);
        }
    }
}
