package gateway.compliance.travel;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;

/**
 * Everything two providers have to know about a transfer, with the field names of IVMS101. No transport.
 *
 * @param amount in the smallest unit of the asset, as a number that no binary fraction touches
 */
public record TravelRule(
        Originator originator,
        Beneficiary beneficiary,
        Person originatingVasp,
        Person beneficiaryVasp,
        String asset,
        BigInteger amount,
        LocalDate day) {

    private static final int LONGEST_ACCOUNT = 100;
    private static final int LONGEST_ASSET = 20;

    /** @param accountNumber addresses of wallets, at least one */
    public record Originator(List<Person> originatorPersons, List<String> accountNumber) {

        public Originator {
            originatorPersons = List.copyOf(originatorPersons);
            accountNumber = List.copyOf(accountNumber);
            TravelText.checkSome("originatorPersons", originatorPersons);
            TravelText.checkSome("accountNumber", accountNumber);
            accountNumber.forEach(it -> TravelText.check("accountNumber", it, LONGEST_ACCOUNT));
        }
    }

    /** @param accountNumber addresses of wallets, at least one */
    public record Beneficiary(List<Person> beneficiaryPersons, List<String> accountNumber) {

        public Beneficiary {
            beneficiaryPersons = List.copyOf(beneficiaryPersons);
            accountNumber = List.copyOf(accountNumber);
            TravelText.checkSome("beneficiaryPersons", beneficiaryPersons);
            TravelText.checkSome("accountNumber", accountNumber);
            accountNumber.forEach(it -> TravelText.check("accountNumber", it, LONGEST_ACCOUNT));
        }
    }

    public TravelRule {
        TravelText.check("asset", asset, LONGEST_ASSET);
        if (amount.signum() <= 0) {
            throw TravelText.fault("amount", "is more than nothing");
        }
        for (var person : originator.originatorPersons()) {
            checkOriginator(person, day);
        }
        for (var person : beneficiary.beneficiaryPersons()) {
            checkBirth(person, day);
        }
        checkVasp("originatingVASP", originatingVasp);
        checkVasp("beneficiaryVASP", beneficiaryVasp);
    }

    // FATF recommendation 16: more than a name has to be known of who sends.
    private static void checkOriginator(Person person, LocalDate day) {
        boolean told = switch (person) {
            case Person.NaturalPerson it -> it.isTold();
            case Person.LegalPerson it -> it.isTold();
        };
        if (!told) {
            throw TravelText.fault("originatorPersons", "need an address, a number, or date and place of birth");
        }
        checkBirth(person, day);
    }

    private static void checkBirth(Person person, LocalDate day) {
        if (person instanceof Person.NaturalPerson it
                && it.dateAndPlaceOfBirth() != null
                && !it.dateAndPlaceOfBirth().isBefore(day)) {
            throw TravelText.fault("dateOfBirth", "is in the past");
        }
    }

    private static void checkVasp(String field, Person person) {
        if (!(person instanceof Person.LegalPerson)) {
            throw TravelText.fault(field, "is an organisation");
        }
    }
}
