package gateway.crossborder;

import gateway.crossborder.Beneficiary.Details;
import gateway.crossborder.corridors.ClearingSystem;
import gateway.crossborder.corridors.Corridor;
import gateway.crossborder.corridors.Requirement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with a beneficiary, by what their corridor wants to know; pure. */
final class BeneficiaryRules {

    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final Pattern BIC = Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?");
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9]{1,34}");
    private static final Pattern PURPOSE = Pattern.compile("[A-Z]{4}");
    // What banks abroad can read: the character set of SWIFT.
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9/\\-?:().,'+ ]*");
    private static final int NAME = 140;
    private static final int TOWN = 35;
    private static final int STREET = 70;
    private static final int POSTAL_CODE = 16;
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);
    private static final int COUNTRY_AND_DIGITS = 4;
    private static final int BIC_COUNTRY = 4;

    private BeneficiaryRules() {}

    /** @param field as clients write it */
    record FieldFault(String field, String why) {}

    /** What the corridor wants to know and nobody has told. */
    static List<String> missing(Corridor corridor, Details it) {
        return corridor.requires().stream()
                .filter(wanted -> value(it, wanted) == null)
                .map(BeneficiaryRules::field)
                .sorted()
                .toList();
    }

    /** What cannot be right, whatever the corridor. */
    static List<FieldFault> faults(Details it) {
        var faults = new ArrayList<FieldFault>();
        text(faults, "name", it.name(), NAME);
        text(faults, "bankName", it.bankName(), NAME);
        text(faults, "bankTown", it.bankTown(), TOWN);
        text(faults, "bankStreet", it.bankStreet(), STREET);
        text(faults, "town", it.town(), TOWN);
        text(faults, "street", it.street(), STREET);
        text(faults, "postalCode", it.postalCode(), POSTAL_CODE);
        form(faults, "account", it.account(), ACCOUNT, "must be 1 to 34 letters and digits");
        form(faults, "purpose", it.purpose(), PURPOSE, "must be four letters of ISO 20022, such as FAMI");
        iban(faults, it);
        bic(faults, it);
        bankCode(faults, it);
        return faults;
    }

    private static void iban(List<FieldFault> faults, Details it) {
        var iban = it.iban();
        if (iban == null) {
            return;
        }
        if (it.account() != null) {
            faults.add(new FieldFault("iban", "name either an IBAN or an account"));
        }
        if (!IBAN.matcher(iban).matches() || !isChecked(iban)) {
            faults.add(new FieldFault("iban", "has a wrong form or check digits"));
        } else if (!iban.startsWith(it.country())) {
            faults.add(new FieldFault("iban", "is of another country"));
        }
    }

    private static void bic(List<FieldFault> faults, Details it) {
        var bic = it.bic();
        if (bic == null) {
            return;
        }
        if (!BIC.matcher(bic).matches()) {
            faults.add(new FieldFault("bic", "must be 8 or 11 characters"));
        } else if (!bic.startsWith(it.country(), BIC_COUNTRY)) {
            faults.add(new FieldFault("bic", "is of another country"));
        }
    }

    // A number that no correspondent could be told is better refused than left out.
    private static void bankCode(List<FieldFault> faults, Details it) {
        var code = it.bankCode();
        if (code == null) {
            return;
        }
        var system = ClearingSystem.of(it.country());
        if (system.isEmpty()) {
            faults.add(new FieldFault("bankCode", "is not how banks of this country are known; name the BIC"));
        } else if (!system.get().has(code)) {
            faults.add(new FieldFault("bankCode", "is no bank's number there (%s)".formatted(system.get())));
        }
    }

    // ISO 13616: the first four characters go to the end, letters count from 10, and the rest by 97 is 1.
    private static boolean isChecked(String iban) {
        var digits = new StringBuilder();
        (iban.substring(COUNTRY_AND_DIGITS) + iban.substring(0, COUNTRY_AND_DIGITS))
                .chars()
                .map(Character::getNumericValue)
                .forEach(digits::append);
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
    }

    private static void text(List<FieldFault> faults, String field, @Nullable String value, int longest) {
        if (value != null
                && (value.isBlank()
                        || value.length() > longest
                        || !TEXT.matcher(value).matches())) {
            faults.add(new FieldFault(
                    field, "must be up to %d Latin letters, digits and / - ? : ( ) . , ' +".formatted(longest)));
        }
    }

    private static void form(
            List<FieldFault> faults, String field, @Nullable String value, Pattern form, String otherwise) {
        if (value != null && !form.matcher(value).matches()) {
            faults.add(new FieldFault(field, otherwise));
        }
    }

    /** How clients write what a corridor wants to know. */
    static String field(Requirement it) {
        return switch (it) {
            case IBAN -> "iban";
            case ACCOUNT -> "account";
            case BIC -> "bic";
            case BANK_CODE -> "bankCode";
            case BANK_NAME -> "bankName";
            case BANK_TOWN -> "bankTown";
            case BANK_STREET -> "bankStreet";
            case TOWN -> "town";
            case STREET -> "street";
            case POSTAL_CODE -> "postalCode";
            case PURPOSE -> "purpose";
        };
    }

    private static @Nullable String value(Details it, Requirement wanted) {
        return switch (wanted) {
            case IBAN -> it.iban();
            case ACCOUNT -> it.account();
            case BIC -> it.bic();
            case BANK_CODE -> it.bankCode();
            case BANK_NAME -> it.bankName();
            case BANK_TOWN -> it.bankTown();
            case BANK_STREET -> it.bankStreet();
            case TOWN -> it.town();
            case STREET -> it.street();
            case POSTAL_CODE -> it.postalCode();
            case PURPOSE -> it.purpose();
        };
    }
}
